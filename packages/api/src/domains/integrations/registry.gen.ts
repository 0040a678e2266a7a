// Written by `npm run generate`. Do not edit.
import type { Provider } from "../../domains/integrations/provider.ts";
import * as m1 from "../../domains/integrations/providers/alertmanager.ts";
import * as m2 from "../../domains/integrations/providers/assemblyai.ts";
import * as m3 from "../../domains/integrations/providers/confluence.ts";
import * as m4 from "../../domains/integrations/providers/discord.ts";
import * as m5 from "../../domains/integrations/providers/generic-poll.ts";
import * as m6 from "../../domains/integrations/providers/generic-webhook.ts";
import * as m7 from "../../domains/integrations/providers/github.ts";
import * as m8 from "../../domains/integrations/providers/gmail.ts";
import * as m9 from "../../domains/integrations/providers/google-ads.ts";
import * as m10 from "../../domains/integrations/providers/google-analytics.ts";
import * as m11 from "../../domains/integrations/providers/klaviyo.ts";
import * as m12 from "../../domains/integrations/providers/kubernetes.ts";
import * as m13 from "../../domains/integrations/providers/loki.ts";
import * as m14 from "../../domains/integrations/providers/loop.ts";
import * as m15 from "../../domains/integrations/providers/mcp.ts";
import * as m16 from "../../domains/integrations/providers/meta-ads.ts";
import * as m17 from "../../domains/integrations/providers/mux.ts";
import * as m18 from "../../domains/integrations/providers/pagerduty.ts";
import * as m19 from "../../domains/integrations/providers/prometheus.ts";
import * as m20 from "../../domains/integrations/providers/resend.ts";
import * as m21 from "../../domains/integrations/providers/shopify.ts";
import * as m22 from "../../domains/integrations/providers/slack.ts";
import * as m23 from "../../domains/integrations/providers/smtp.ts";
import * as m24 from "../../domains/integrations/providers/spotify.ts";
import * as m25 from "../../domains/integrations/providers/stripe.ts";
import * as m26 from "../../domains/integrations/providers/tiktok-ads.ts";
import * as m27 from "../../domains/integrations/providers/vercel.ts";
import * as m28 from "../../domains/integrations/providers/wise.ts";
import * as m29 from "../../domains/integrations/providers/x.ts";
import * as m30 from "../../domains/integrations/providers/yotpo.ts";
import * as m31 from "../../domains/integrations/providers/youtube.ts";

export const providers: readonly Provider[] = [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is Provider => (value as { kind?: unknown } | null)?.kind === "provider");
