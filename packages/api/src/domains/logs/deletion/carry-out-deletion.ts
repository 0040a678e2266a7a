import { withWorkspace } from "@plumbline/db";
import { logDeletions } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { AppError } from "../../../service/errors.ts";
import { transact } from "../../../service/transact.ts";
import { logDeletionCompleted, logDeletionFailed } from "../events.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import type { LogDeletionQuery } from "../store/log-store.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import type { LogDeletion } from "./deletion-ref.ts";
import { meantBy } from "./meant-by.ts";

interface DeletionPlace {
  workspaceId: string;
  deletionId: string;
}

/** Deletes what is meant, some at a time, then counts what the same filter still finds: that count is the proof. Goes on where it was. */
export async function carryOutDeletion(ctx: Context, { workspaceId, deletionId }: DeletionPlace): Promise<void> {
  const [deletion] = await withWorkspace(ctx.app.database, workspaceId, (db) =>
    db
      .select()
      .from(logDeletions)
      .where(and(eq(logDeletions.workspaceId, workspaceId), eq(logDeletions.id, deletionId))),
  );
  if (deletion?.state !== "running") return;
  const meant = await meantThen(ctx, deletion);
  if (!meant) return;
  const store = logStoreOf(ctx.app);
  for (;;) {
    const count = await store.deleteSome(workspaceId, meant);
    if (count === 0) break;
    await note(ctx, deletion, count);
  }
  const left = await store.countMeant(workspaceId, meant);
  await transact(ctx, { workspaceId, verb: "carryOutDeletion", input: { deletionId } }, async (tx) => {
    const [done] = await tx
      .update(logDeletions)
      .set({ state: "done", left, finishedAt: ctx.app.clock.now() })
      .where(
        and(
          eq(logDeletions.workspaceId, workspaceId),
          eq(logDeletions.id, deletionId),
          eq(logDeletions.state, "running"),
        ),
      )
      .returning();
    if (!done) return;
    await recordEvent(tx, ctx, logDeletionCompleted, {
      workspaceId,
      subjectId: deletionId,
      data: { deleted: done.deleted, left, ...askedFrom(deletion) },
    });
  });
}

/** The filter may say nothing any more: an environment or a group that it names can be gone. */
async function meantThen(ctx: Context, deletion: LogDeletion): Promise<LogDeletionQuery | null> {
  const { workspaceId, upToSeq, createdAt } = deletion;
  try {
    // “The last hour” is the hour before it was asked.
    const then: Context = { ...ctx, app: { ...ctx.app, clock: { now: () => createdAt } } };
    return { ...(await meantBy(then, workspaceId, searchOf(deletion.filter))), upToSeq };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await fail(ctx, deletion, error.message);
    return null;
  }
}

/** Moments went through JSON. */
function searchOf(filter: Record<string, unknown>): LogSearchInput {
  const { since, until, ...rest } = filter as Omit<LogSearchInput, "since" | "until"> & {
    since?: string;
    until?: string;
  };
  return { ...rest, since: since ? new Date(since) : null, until: until ? new Date(until) : null };
}

async function note(ctx: Context, { workspaceId, id }: LogDeletion, count: number): Promise<void> {
  await transact(ctx, { workspaceId, verb: "carryOutDeletion", input: {} }, async (tx) => {
    await tx
      .update(logDeletions)
      .set({ deleted: sql`${logDeletions.deleted} + ${count}` })
      .where(and(eq(logDeletions.workspaceId, workspaceId), eq(logDeletions.id, id)));
  });
}

/** An API key's environment, where a key asked. */
function askedFrom({ filter }: LogDeletion): { environmentId?: string } {
  const { environmentId } = filter as { environmentId?: string };
  return environmentId ? { environmentId } : {};
}

async function fail(ctx: Context, deletion: LogDeletion, failure: string): Promise<void> {
  const { workspaceId, id, deleted } = deletion;
  await transact(ctx, { workspaceId, verb: "carryOutDeletion", input: {} }, async (tx) => {
    await tx
      .update(logDeletions)
      .set({ state: "failed", failure, finishedAt: ctx.app.clock.now() })
      .where(and(eq(logDeletions.workspaceId, workspaceId), eq(logDeletions.id, id)));
    const data = { deleted, failure, ...askedFrom(deletion) };
    await recordEvent(tx, ctx, logDeletionFailed, { workspaceId, subjectId: id, data });
  });
}
