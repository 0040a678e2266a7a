export interface FurnishFlagsOptions {
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  make(mutation: string, input: Record<string, unknown>): Promise<any>;
  workspaceId: string;
  environmentId: string;
  canary: string;
}

/** A flag with everything that hangs on it: a segment, an override, a request, a schedule, revisions. */
export async function furnishFlags({ make, workspaceId, environmentId, canary }: FurnishFlagsOptions): Promise<void> {
  const later = new Date(Date.now() + 86_400_000).toISOString();
  const conditions = [{ attribute: canary, operator: "equals", values: [canary] }];
  await make("createFlagSegment", { workspaceId, key: canary, name: canary, description: canary, conditions });
  const { flag } = await make("createFlag", {
    workspaceId,
    key: `${canary}-flag`,
    name: canary,
    description: canary,
    tags: [canary],
    variants: [
      { key: "on", value: canary, description: canary },
      { key: "off", value: "" },
    ],
  });
  const where = { flagId: flag.id, environmentId };
  const rules = [{ name: canary, conditions: [{ segment: canary }] }];
  await make("updateFlagConfiguration", { ...where, enabled: true, rules, reason: canary });
  const whose = { kind: "USER", subject: canary, variant: "on", expiresAt: later };
  await make("setFlagOverride", { ...where, ...whose, reason: canary });
  const configuration = { ...where, rollout: { percentage: 50 } };
  await make("requestFlagChange", { workspaceId, reason: canary, configuration });
  await make("scheduleFlagChange", { workspaceId, reason: canary, applyAt: later, configuration });
}
