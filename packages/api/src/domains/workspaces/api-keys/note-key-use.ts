import { apiKeys } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { inArray } from "drizzle-orm";
import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";

/** Uses are collected for this long before they are written together, in milliseconds. */
const collectMs = 1000;
/** One key's use is written at most this often, in milliseconds: “last used” is for people, to the minute. */
const quietMs = 60_000;

const notes = perApp((app) => {
  const written = new Map<string, number>();
  const waiting = new Set<string>();

  async function write(): Promise<void> {
    const ids = [...waiting];
    waiting.clear();
    const lastUsedAt = app.clock.now();
    await withSystem(app.database, (tx) => tx.update(apiKeys).set({ lastUsedAt }).where(inArray(apiKeys.id, ids)));
  }

  return (id: string) => {
    const now = performance.now();
    if ((written.get(id) ?? Number.NEGATIVE_INFINITY) + quietMs > now) return;
    written.set(id, now);
    if (waiting.size === 0) {
      // A lost note costs a minute of accuracy; it must not keep a process alive or fail a request.
      setTimeout(
        () => void write().catch((err) => app.log.debug({ err }, "Key use was not noted.")),
        collectMs,
      ).unref();
    }
    waiting.add(id);
  };
});

/** Notes that a key was used now. Costs the request nothing: notes are written together, a second later. */
export function noteKeyUse(app: App, apiKeyId: string): void {
  notes(app)(apiKeyId);
}
