import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { acknowledgeAlert } from "../alert/acknowledge-alert.ts";
import { resolveAlert } from "../alert/resolve-alert.ts";
import { AlertRef } from "./refs.ts";

const AcknowledgeInput = builder.inputType("AcknowledgeAlertInput", {
  description: "What one takes care of.",
  fields: (t) => ({
    alertId: t.globalID({ for: AlertRef, required: true, description: "Which." }),
    comment: t.string({ description: "What is being done, for the others." }),
  }),
});

const ResolveInput = builder.inputType("ResolveAlertInput", {
  description: "What is over, and why.",
  fields: (t) => ({
    alertId: t.globalID({ for: AlertRef, required: true, description: "Which." }),
    cause: t.string({ required: true, description: "Why it is over, for the others." }),
  }),
});

builder.mutationFields((t) => ({
  acknowledgeAlert: t.field({
    type: AlertRef,
    description: "Says that one takes care of an alert; it escalates no further. Needs `alerts:write`.",
    args: { input: t.arg({ type: AcknowledgeInput, required: true, description: "Which." }) },
    errors: refusals("AcknowledgeAlert", "alert"),
    resolve: (_, { input }, ctx) => acknowledgeAlert(ctx, uuids(input)),
  }),
  resolveAlert: t.field({
    type: AlertRef,
    description: "Ends an alert by hand; what still goes on opens it again. Needs `alerts:write`.",
    args: { input: t.arg({ type: ResolveInput, required: true, description: "Which, and why." }) },
    errors: refusals("ResolveAlert", "alert"),
    resolve: (_, { input }, ctx) => resolveAlert(ctx, uuids(input)),
  }),
}));
