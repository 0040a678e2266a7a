import type { integrations } from "@plumbline/db/schema";
import { findProvider } from "../find-provider.ts";
import type { Comparison } from "./compare-with-provider.ts";

type Integration = typeof integrations.$inferSelect;

/**
 * Until when nothing can have been missed, and whether polling has to stand in: where webhooks are missing and the provider can be
 * asked, it is, until they are back.
 */
export function coverage(
  { provider, mode, nextPollAt }: Pick<Integration, "provider" | "mode" | "nextPollAt">,
  { comparison, filled, problem }: Pick<Comparison, "comparison" | "filled" | "problem">,
  now: Date,
): Partial<Pick<Integration, "coveredUntil" | "gapSince" | "nextPollAt">> {
  if (mode !== "webhook" || problem !== null) return {};
  const reports = comparison?.reports ?? [];
  const missing = reports.some(({ state }) => state !== "registered");
  const standIn = missing && findProvider(provider).poll ? (nextPollAt ?? now) : null;
  // A gap that was asked for is closed, and so is one that nobody can ask for: it has been told.
  const gap = filled ? { gapSince: null } : {};
  return { ...gap, nextPollAt: standIn, ...(missing ? {} : { coveredUntil: now }) };
}
