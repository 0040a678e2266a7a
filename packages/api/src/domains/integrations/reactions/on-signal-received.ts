import { defineReaction } from "../../../outbox/define-reaction.ts";
import { planForwards } from "../forward/plan-forwards.ts";

/** Hands signals on to the integrations that take them. */
export const onSignalReceived = defineReaction({
  name: "integrations.forward-signals",
  description: "Plans the handing on of a new signal to the integrations that were told to take its type.",
  on: ["signal.received"],
  run: planForwards,
});
