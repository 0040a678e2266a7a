import type { integrations } from "@plumbline/db/schema";
import type { RegistrationReport } from "../registration/bring-in-order.ts";

type Integration = typeof integrations.$inferSelect;

/**
 * Since when something may have been missed: since the last moment that was surely covered, when a webhook was gone, changed or
 * switched off; since we went down, when we did. Null when there is no gap.
 */
export function gapOf(
  { coveredUntil, gapSince, createdAt, mode }: Integration,
  reports: readonly RegistrationReport[],
): Date | null {
  if (mode !== "webhook") return null;
  const wasWrong = reports.some(({ wrong }) => wrong !== null);
  const since = [gapSince, wasWrong ? (coveredUntil ?? createdAt) : null].filter((at) => at !== null);
  return since.length > 0 ? new Date(Math.min(...since.map((at) => at.getTime()))) : null;
}
