import { type Db, inWorkspace } from "@plumbline/db";
import { withSystem } from "@plumbline/db/with-system";
import { sql } from "drizzle-orm";
import { callerOf } from "./actor.ts";
import type { Context } from "./context.ts";
import { AppError } from "./errors.ts";
import { claimIdempotencyKey, fingerprintOf, rememberRefusal, storeAnswer } from "./idempotency.ts";
import { writeTurnsOf } from "./write-turns.ts";

export interface TransactOptions {
  /** Null for the few writes that stand above workspaces (creating one, a user's own settings): they run as `plumbline_system`. */
  workspaceId: string | null;
  /** The verb's name; with the input it makes the fingerprint of an idempotency key. */
  verb: string;
  input: unknown;
}

/**
 * The one way to write. Opens a transaction bound to the workspace, claims the idempotency key inside it, runs the work, and
 * after commit wakes the relay. A repeated key replays the stored answer without running anything; a typed refusal is stored
 * too, since the caller must get the same answer. A workspace's writes take turns (`write-turns.ts`). Never hold the transaction over a call to the outside.
 */
export async function transact<T>(ctx: Context, options: TransactOptions, work: (tx: Db) => Promise<T>): Promise<T> {
  const run = () => write(ctx, options, work);
  return options.workspaceId === null ? await run() : await writeTurnsOf(ctx.app)(options.workspaceId, run);
}

async function write<T>(ctx: Context, options: TransactOptions, work: (tx: Db) => Promise<T>): Promise<T> {
  const { database, outbox } = ctx.app;
  const open = <R>(run: (tx: Db) => Promise<R>): Promise<R> =>
    options.workspaceId === null ? withSystem(database, run) : inWorkspace(database, options.workspaceId, run);
  if (!ctx.idempotencyKey) {
    const result = await open(work);
    outbox.nudge();
    return result;
  }
  const claim = {
    caller: callerOf(ctx.actor),
    key: ctx.idempotencyKey,
    fingerprint: fingerprintOf(options.verb, options.workspaceId, options.input),
  };
  const bind = (tx: Db) => tx.execute(sql`select set_config('plumbline.caller', ${claim.caller}, true)`);
  try {
    const result = await open(async (tx) => {
      await bind(tx);
      const known = await claimIdempotencyKey<T>(ctx, tx, claim);
      if (known) return known.answer;
      const answer = await work(tx);
      await storeAnswer(ctx, tx, claim, answer);
      return answer;
    });
    outbox.nudge();
    return result;
  } catch (error) {
    if (error instanceof AppError) {
      await open(async (tx) => {
        await bind(tx);
        await rememberRefusal(ctx, tx, claim, error);
      });
    }
    throw error;
  }
}
