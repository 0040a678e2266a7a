import type { FurnishDemoOptions } from "./furnish-demo.ts";

const plans = `query ($id: ID!, $environmentId: ID!) { node(id: $id) { ... on Flag {
  rollouts(first: 1) { nodes { state } } configuration(environmentId: $environmentId) { killed } } } }`;

/** Starts the guarded plan of the story; again when the one before it has come to its end. What people stopped stays stopped. */
export async function rollOutInSteps(
  { door, person }: FurnishDemoOptions,
  { flagId, environmentId, ruleId }: { flagId: string; environmentId: string; ruleId: string },
): Promise<void> {
  const { node } = await door.ask<{
    node: { rollouts: { nodes: { state: string }[] }; configuration: { killed: boolean } };
  }>(plans, { id: flagId, environmentId }, person);
  const [newest] = node.rollouts.nodes;
  if (node.configuration.killed || (newest && newest.state !== "COMPLETED")) return;
  const plan = {
    flagId,
    environmentId,
    steps: [10, 25, 50, 100],
    intervalSeconds: 1800,
    guards: [{ name: "Orders go through", ruleId }],
    reason: "A month among beta testers without a lost order",
  };
  await door.make("startRollout", plan, person);
}
