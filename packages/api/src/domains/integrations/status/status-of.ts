import type { integrations } from "@plumbline/db/schema";
import { findProvider } from "../find-provider.ts";
import type { IntegrationState } from "../state-of.ts";

type Integration = typeof integrations.$inferSelect;

/** Where an integration stands, since when, why, and what to do. */
export interface IntegrationStatus {
  state: IntegrationState;
  since: Date;
  reason: string;
  /** Null when there is nothing to do. */
  nextStep: string | null;
}

/** Reads the status off the evidence: every state has its reason, also the good ones. */
export function statusOf(integration: Integration): IntegrationStatus {
  const { state, evidence, createdAt } = integration;
  const rung = state === "pending" ? undefined : evidence[state];
  const since = rung ? new Date(rung.at) : createdAt;
  const told = evidence[state === "degraded" || state === "stale" ? state : "degraded"];
  if ((state === "degraded" || state === "stale") && told) {
    return { state, since, reason: told.reason, nextStep: told.nextStep };
  }
  return { state, since, reason: rung?.text ?? "Nothing is proven yet.", nextStep: nextStepOf(integration) };
}

function nextStepOf({ state, mode, method, provider: slug, targets }: Integration): string | null {
  const provider = findProvider(slug);
  if (state === "live" || state === "degraded" || state === "stale") return null;
  if (state === "disconnected") return `Connect ${provider.name} again when it is needed.`;
  if (state === "pending" && method !== "secret") return "Finish connecting at the provider.";
  if (provider.targets && targets.length === 0) return `Choose ${provider.targets.plural} to watch.`;
  if (mode === "polling") return provider.poll ? "Wait for the first poll that finds something." : null;
  return "Send a test delivery.";
}
