import type { integrations } from "@plumbline/db/schema";
import { findProvider } from "../find-provider.ts";

type Integration = typeof integrations.$inferSelect;

/** Seconds of silence until an integration is stale, when neither its provider nor a person says otherwise: seven days. */
export const defaultQuietSeconds = 7 * 86_400;

/** Seconds of silence after which this integration is stale; null where nothing ever comes from it, as from a mail server. */
export function quietAfter({ provider: slug, mode, quietAfterSeconds }: Integration): number | null {
  const { webhook, poll, quietAfterSeconds: usual } = findProvider(slug);
  if (!(mode === "webhook" ? webhook : poll)) return null;
  return quietAfterSeconds ?? usual ?? defaultQuietSeconds;
}

/** Since when nothing came: the last delivery or signal, or the connection itself. Polls that find nothing are silence too. */
export function quietSince({ lastDeliveryAt, lastSignalAt, createdAt }: Integration): Date {
  return new Date(Math.max(lastDeliveryAt?.getTime() ?? 0, lastSignalAt?.getTime() ?? 0, createdAt.getTime()));
}

/** Whether the silence has lasted too long. */
export function isQuiet(integration: Integration, now: Date): boolean {
  const after = quietAfter(integration);
  return after !== null && now.getTime() - quietSince(integration).getTime() > after * 1000;
}

/** `7 days`, `90 minutes`: the silence in words. */
export function durationWords(seconds: number): string {
  const [size, unit] = seconds >= 172_800 ? [86_400, "days"] : seconds >= 7_200 ? [3_600, "hours"] : [60, "minutes"];
  return `${Math.floor(seconds / Number(size))} ${unit}`;
}
