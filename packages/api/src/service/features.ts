import type { Context } from "./context.ts";

/**
 * Plumbline's own flags, by their keys: what each lets happen while it is on, which it is until somebody switches it off. Seeded in
 * every workspace by packages/db/migrations/always/41_platform_flags.sql. The domain that evaluates flags stands above most of
 * those that ask: they ask this port, which `createApp` fills.
 */
export const featureKeys = [
  "plumbline.drift-model",
  "plumbline.question-clustering",
  "plumbline.web-push",
  "plumbline.alert-digests",
  "plumbline.notice-mails",
  "plumbline.embed-connect",
  "plumbline.demo-traffic",
  "plumbline.rule-previews",
  "plumbline.signal-forwarding",
  "plumbline.reconciliation",
  "plumbline.webhook-redelivery",
  "plumbline.file-imports",
  "plumbline.audit-export",
  "plumbline.message-actions",
] as const;

export type FeatureKey = (typeof featureKeys)[number];

/** Answers whether a feature of Plumbline's own is on. */
export interface Features {
  /** Never throws: what cannot be evaluated is on, as it was seeded. */
  isOn(workspaceId: string, key: FeatureKey, context: FeatureContext): Promise<boolean>;
}

/** Whom a feature is asked for; the flag's rules may look at both. */
export interface FeatureContext {
  /** The user's id, where a person is behind it. */
  targetingKey?: string;
  /** The tenant's id, where it is about one. */
  tenant?: string;
}

/** Whether a feature of Plumbline's own is on in a workspace: its flag, in the production environment, for who acts. */
export async function isFeatureOn(
  ctx: Context,
  workspaceId: string,
  key: FeatureKey,
  tenantId?: string | null,
): Promise<boolean> {
  const { actor } = ctx;
  return await ctx.app.features.isOn(workspaceId, key, {
    ...(actor.type === "user" ? { targetingKey: actor.userId } : {}),
    ...(tenantId ? { tenant: tenantId } : {}),
  });
}
