import type { IntegrationEvidence } from "@plumbline/db/schema";

/** Where an integration stands. Only evidence moves it. */
export type IntegrationState =
  | "pending"
  | "authorised"
  | "webhook_registered"
  | "live"
  | "stale"
  | "degraded"
  | "disconnected";

/** The rungs from the last word to the first: the first of them with evidence is the state. */
const lastWordFirst = ["disconnected", "degraded", "stale", "live", "webhook_registered", "authorised"] as const;

/** The state is read off the evidence and never set by itself, so no badge can claim what nothing has proven. */
export function stateOf(evidence: IntegrationEvidence): IntegrationState {
  return lastWordFirst.find((rung) => evidence[rung]) ?? "pending";
}

/** What new evidence does to the old: `null` takes a rung away. */
export type EvidenceChange = { [Rung in keyof IntegrationEvidence]?: IntegrationEvidence[Rung] | null } & {
  /** New credentials: the only thing that ends a degradation whose cause is the credentials. */
  renewed?: boolean;
};

/**
 * The evidence after a change. A new proof of life ends a degradation and a silence; only a new connection ends a disconnection.
 * Credentials that can be renewed no more may work a while longer: what they still bring does not make them good.
 */
export function applyEvidence(evidence: IntegrationEvidence, change: EvidenceChange): IntegrationEvidence {
  const { renewed, ...rungs } = change;
  const isDead = evidence.degraded?.cause === "credentials" && !renewed;
  const next: Record<string, unknown> = { ...evidence };
  if (rungs.live && !rungs.degraded) delete next.degraded;
  if (rungs.live && !rungs.stale) delete next.stale;
  for (const [rung, value] of Object.entries(rungs)) {
    if (value === null || value === undefined) delete next[rung];
    else next[rung] = value;
  }
  if (isDead && rungs.degraded?.cause !== "credentials") next.degraded = evidence.degraded;
  return next as IntegrationEvidence;
}
