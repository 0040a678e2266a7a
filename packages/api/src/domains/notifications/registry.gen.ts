// Written by `npm run generate`. Do not edit.
import type { ChannelKind } from "../../domains/notifications/channel-kind.ts";
import * as m1 from "../../domains/notifications/kinds/email.ts";
import * as m2 from "../../domains/notifications/kinds/inbox.ts";
import * as m3 from "../../domains/notifications/kinds/pagerduty.ts";
import * as m4 from "../../domains/notifications/kinds/slack-webhook.ts";
import * as m5 from "../../domains/notifications/kinds/slack.ts";
import * as m6 from "../../domains/notifications/kinds/web-push.ts";
import * as m7 from "../../domains/notifications/kinds/webhook.ts";

export const channelKinds: readonly ChannelKind[] = [m1, m2, m3, m4, m5, m6, m7]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is ChannelKind => (value as { kind?: unknown } | null)?.kind === "channel_kind");
