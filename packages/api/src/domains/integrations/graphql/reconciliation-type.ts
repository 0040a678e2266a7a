import { reconciliations } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import { loadIntegration } from "../load-integration.ts";
import { loadOfIntegration } from "../load-of-integration.ts";
import type { Reconciliation } from "../reconcile/reconcile-integration.ts";
import { IntegrationRef } from "./integration-type.ts";

registerIdPrefix("Reconciliation", "rec");

export const ReconciliationRef = builder.objectRef<Reconciliation>("Reconciliation");

const TriggerEnum = builder.enumType("ReconciliationTrigger", {
  description: "What began a comparison.",
  values: {
    SCHEDULE: { value: "schedule" as const, description: "The hourly job, or our own downtime." },
    PERSON: { value: "person" as const, description: "Somebody asked for it." },
    CONNECTION: { value: "connection" as const, description: "A connection was made or changed." },
  },
});

builder.node(ReconciliationRef, {
  description: "What one comparison of an integration with its provider found and did. Kept 30 days.",
  id: { resolve: (row) => row.id },
  loadOne: loadOfIntegration(reconciliations),
  fields: (t) => ({
    integration: t.field({
      type: IntegrationRef,
      nullable: true,
      complexity: 2,
      description: "Which integration.",
      resolve: ({ workspaceId, integrationId }, _args, ctx) => loadIntegration(ctx, workspaceId, integrationId),
    }),
    trigger: t.expose("trigger", { type: TriggerEnum, description: "What began it." }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    finishedAt: t.expose("finishedAt", { type: "DateTime", description: "When it ended." }),
    looked: t.exposeInt("looked", { description: "Webhooks that were looked at." }),
    recreated: t.exposeInt("recreated", { description: "Webhooks that were gone and were made anew." }),
    repaired: t.exposeInt("repaired", { description: "Webhooks that differed or were switched off, and were mended." }),
    renewed: t.exposeInt("renewed", { description: "Webhooks that would have ended soon." }),
    adopted: t.exposeInt("adopted", { description: "Webhooks of ours that were forgotten here, taken up again." }),
    removed: t.exposeInt("removed", { description: "Surplus webhooks to our door that were removed there." }),
    gapFrom: t.expose("gapFrom", {
      type: "DateTime",
      nullable: true,
      description: "From when the provider was asked for what may have been missed; null when there was no gap.",
    }),
    lookedBack: t.exposeBoolean("lookedBack", {
      nullable: true,
      description: "False when there was a gap and the provider cannot tell what happened in it.",
    }),
    backfilled: t.exposeInt("backfilled", { description: "Signals that only the back-fill told of." }),
    notes: t.exposeStringList("notes", { description: "What was found and done, a sentence each." }),
    problem: t.exposeString("problem", {
      nullable: true,
      description: "Why it could not be finished; null when it was.",
    }),
  }),
});
