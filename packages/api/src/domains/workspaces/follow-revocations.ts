import type { App } from "../../app.ts";
import { batchSize } from "../../outbox/number-events.ts";

/** Events after which a remembered credential may be no longer what it was. */
const revoking = ["api_key.revoked", "api_key.rotated", "embed_token.revoked"];

/** Notices are collected for this long before the log is read, in milliseconds. */
const collectMs = 50;

/**
 * Calls back with the id of each key and token that is revoked, in whichever process. A notice that is lost costs nothing:
 * what is remembered is forgotten after five seconds anyway.
 */
export function followRevocations(app: App, onRevoked: (id: string) => void): void {
  const { raw } = app.database;
  let read: number | null = null;
  let heard = 0;
  let waiting = false;

  async function look(): Promise<void> {
    waiting = false;
    const upTo = heard;
    // Nobody says where the first notice begins; the relay gives at most this many positions at once.
    const after = read ?? upTo - batchSize;
    read = upTo;
    const rows = await raw`
      select subject_id as id from events
      where position > ${after} and position <= ${upTo} and type in ${raw(revoking)}`;
    for (const row of rows) onRevoked(row.id as string);
  }

  app.outbox.bus.onPosition((position) => {
    heard = Math.max(heard, position);
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      look().catch((err) => app.log.debug({ err }, "Revocations were not read; caches end by themselves."));
    }, collectMs).unref();
  });
}
