export interface FurnishRolloutsOptions {
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  make(mutation: string, input: Record<string, unknown>): Promise<any>;
  workspaceId: string;
  environmentId: string;
  canary: string;
}

/** A flag with a plan and a guard. The plan is over: one that goes on is looked at each minute, as its guard's rule is, which would look like a change. */
export async function furnishRollouts({ make, workspaceId, environmentId, canary }: FurnishRolloutsOptions) {
  const condition = { kind: "event", types: ["service.archived"], atLeast: 900 };
  const { flag } = await make("createFlag", { workspaceId, key: `${canary}-rollout`, name: canary });
  const { rollout } = await make("startRollout", {
    flagId: flag.id,
    environmentId,
    steps: [10, 100],
    intervalSeconds: 86_400,
    guards: [{ name: canary, condition }],
    reason: canary,
  });
  await make("abortRollout", { rolloutId: rollout.id, reason: canary });
}
