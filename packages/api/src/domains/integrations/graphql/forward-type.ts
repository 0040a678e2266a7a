import { forwards } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { encodeId, registerIdPrefix } from "../../../graphql/ids.ts";
import { type Forward, type ForwardAttempt, listForwardAttempts } from "../forward/list-forwards.ts";
import { loadOfIntegration } from "../load-of-integration.ts";

registerIdPrefix("Forward", "fwd");

export const ForwardRef = builder.objectRef<Forward>("Forward");

const ForwardStateEnum = builder.enumType("ForwardState", {
  description: "How far a signal got on its way to an integration.",
  values: {
    PENDING: { value: "pending" as const, description: "An attempt is planned or under way." },
    SENT: { value: "sent" as const, description: "The far side took it." },
    FAILED: { value: "failed" as const, description: "It was refused, or every attempt failed." },
  },
});

const AttemptRef = builder.objectRef<ForwardAttempt>("ForwardAttempt").implement({
  description: "One attempt at handing a signal on, with the far side's answer.",
  fields: (t) => ({
    number: t.exposeInt("number", { description: "1 for the first." }),
    sent: t.boolean({ description: "Whether it was taken.", resolve: ({ outcome }) => outcome === "sent" }),
    answer: t.exposeString("answer", { description: "What the far side answered, or why there was no answer." }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    durationMs: t.exposeInt("durationMs", { description: "Milliseconds until the answer, or until it failed." }),
  }),
});

builder.node(ForwardRef, {
  description: "A signal that is handed on to an integration, once. Kept 30 days.",
  id: { resolve: (row) => row.id },
  loadOne: loadOfIntegration(forwards),
  fields: (t) => ({
    signalId: t.id({
      description: "The signal; read it with `node`.",
      resolve: ({ signalId }) => encodeId("sig", signalId),
    }),
    state: t.expose("state", { type: ForwardStateEnum, description: "How far it got." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was planned." }),
    finishedAt: t.expose("finishedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was taken or given up; null while it is under way.",
    }),
    attempts: t.field({
      type: [AttemptRef],
      complexity: { field: 2, multiplier: 6 },
      description: "Every attempt, the first first; at most six.",
      resolve: (row, _args, ctx) => listForwardAttempts(ctx, row),
    }),
  }),
});
