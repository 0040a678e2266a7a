import { builder } from "../../../graphql/builder.ts";
import type { IntegrationStatus } from "../status/status-of.ts";
import { IntegrationStateEnum } from "./enums.ts";

export const IntegrationStatusRef = builder.objectRef<IntegrationStatus>("IntegrationStatus").implement({
  description: "Where an integration stands, since when, why, and what to do. Read off its evidence.",
  fields: (t) => ({
    state: t.expose("state", { type: IntegrationStateEnum, description: "Where it stands." }),
    since: t.expose("since", { type: "DateTime", description: "Since when." }),
    reason: t.exposeString("reason", { description: "What proved it, or why it is not well." }),
    nextStep: t.exposeString("nextStep", { nullable: true, description: "What to do; null when there is nothing." }),
  }),
});
