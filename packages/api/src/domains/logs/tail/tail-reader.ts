import type { App } from "../../../app.ts";
import { type Actor, callerOf } from "../../../service/actor.ts";
import { RateLimitedError } from "../../../service/errors.ts";
import { perApp } from "../../../service/per-app.ts";

/** Tails that one credential has open on a workspace in this process. */
const mostTails = 50;

/** Milliseconds for which a look at a reader's rights holds: what is older is looked at again before anything is told. */
const sureMs = 1000;

interface Reader {
  tails: number;
  sureAt: number;
  looking: Promise<void> | null;
}

const readersOf = perApp(() => new Map<string, Reader>());

/** The place of one tail among those of the same session or key. */
export interface TailReader {
  /**
   * Makes sure that the reader may still read: one look, which is not older than a second, for all its tails.
   * @throws what the look throws
   */
  sure(): Promise<void>;
  leave(): void;
}

/**
 * Enters for somebody whose rights were just looked at.
 * @param look throws when the reader may no longer read
 * @throws RateLimitedError when the reader has too many open
 */
export function enterTailReader(
  app: App,
  { workspaceId, actor, look }: { workspaceId: string; actor: Actor; look: () => Promise<unknown> },
): TailReader {
  const readers = readersOf(app);
  // By the session, not the member: one that was signed out is not sure because another one is.
  const credential = actor.type === "user" ? actor.sessionId : callerOf(actor);
  const key = `${workspaceId}:${credential}`;
  const reader = readers.get(key) ?? { tails: 0, sureAt: Date.now(), looking: null };
  if (reader.tails >= mostTails)
    throw new RateLimitedError(
      `This credential follows the logs of this workspace with ${mostTails} tails already; close one.`,
      10,
    );
  readers.set(key, reader);
  reader.tails += 1;
  return {
    async sure() {
      if (Date.now() - reader.sureAt <= sureMs) return;
      reader.looking ??= lookAgain(reader, look);
      await reader.looking;
    },
    leave() {
      reader.tails -= 1;
      if (reader.tails === 0) readers.delete(key);
    },
  };
}

async function lookAgain(reader: Reader, look: () => Promise<unknown>): Promise<void> {
  const at = Date.now();
  try {
    await look();
    reader.sureAt = at;
  } finally {
    reader.looking = null;
  }
}
