// Written by `npm run generate`. Do not edit.
import type { Provider } from "../../domains/integrations/provider.ts";
import * as m1 from "../../domains/integrations/providers/alertmanager.ts";
import * as m2 from "../../domains/integrations/providers/confluence.ts";
import * as m3 from "../../domains/integrations/providers/generic-webhook.ts";
import * as m4 from "../../domains/integrations/providers/github.ts";
import * as m5 from "../../domains/integrations/providers/gmail.ts";
import * as m6 from "../../domains/integrations/providers/pagerduty.ts";
import * as m7 from "../../domains/integrations/providers/shopify.ts";
import * as m8 from "../../domains/integrations/providers/slack.ts";
import * as m9 from "../../domains/integrations/providers/stripe.ts";

export const providers: readonly Provider[] = [m1, m2, m3, m4, m5, m6, m7, m8, m9]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is Provider => (value as { kind?: unknown } | null)?.kind === "provider");
