import { z } from "zod";
import { defineJob, type JobDefinition } from "../../../outbox/define-job.ts";
import { evaluateWaiting } from "../evaluation/evaluate-waiting.ts";

export const evaluatorRef = z.object({ workspaceId: z.uuid() });

/** One for each workspace at a time, woken by the relay when it numbered events that some rule wants. Never one for each event. */
export const evaluateEvents: JobDefinition<typeof evaluatorRef> = defineJob({
  name: "alerts.evaluate-events",
  description: "Evaluates a workspace's rules over the events that its evaluator has not seen yet.",
  payload: evaluatorRef,
  run: async (ctx, ref) => await evaluateWaiting(ctx, ref, evaluateEvents),
});
