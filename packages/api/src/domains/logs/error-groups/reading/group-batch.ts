import type { Db } from "@plumbline/db";
import { errorReaders } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import type { Context } from "../../../../service/context.ts";
import { transact } from "../../../../service/transact.ts";
import type { TemplateMiner } from "../../grouping/template/template-miner.ts";
import { logStoreOf } from "../../store/log-store-of.ts";
import { countGroups } from "./count-groups.ts";
import { countPatterns } from "./count-patterns.ts";
import { endMutes } from "./end-mutes.ts";
import { findPatterns } from "./find-patterns.ts";
import { tryLockReader } from "./lock-reader.ts";
import { keepMiner, takeMiner } from "./miner-of.ts";
import { placePattern } from "./place-pattern.ts";
import { type Tally, tallyErrors } from "./tally-errors.ts";

/** Errors of one transaction. */
const batchSize = 1000;

/**
 * Groups the next errors of a workspace. Groups, counts, what was learned and the cursor change in one transaction, so each error
 * counts once whatever is killed.
 * @returns `busy` when another worker is at it, else whether there is more
 */
export async function groupBatch(ctx: Context, workspaceId: string): Promise<"busy" | "more" | "done"> {
  const store = logStoreOf(ctx.app);
  const upTo = await store.safeSeq();
  const { answer, learned } = await transact(ctx, { workspaceId, verb: "groupErrors", input: null }, async (tx) => {
    const reader = await tryLockReader(tx, workspaceId);
    if (reader === "busy") return { answer: reader, learned: null };
    if (!reader) return { answer: "done" as const, learned: null };
    await endMutes(tx, ctx, workspaceId);
    const entries = await store.errorArrivals(workspaceId, { after: reader.cursor, upTo, limit: batchSize });
    const more = entries.length === batchSize;
    const cursor = more ? (entries.at(-1)?.seq ?? upTo) : Math.max(reader.cursor, upTo);
    const miner = await groupTallies(tx, ctx, workspaceId, tallyErrors(entries), reader.version);
    const version = reader.version + (miner ? 1 : 0);
    await tx
      .update(errorReaders)
      .set({ cursor, version, updatedAt: ctx.app.clock.now() })
      .where(eq(errorReaders.workspaceId, workspaceId));
    return { answer: more ? ("more" as const) : ("done" as const), learned: miner && { version, miner } };
  });
  if (learned) keepMiner(ctx.app, workspaceId, learned.version, learned.miner);
  return answer;
}

/** @returns the miner when something was new */
async function groupTallies(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  tallies: readonly Tally[],
  version: number,
): Promise<TemplateMiner | null> {
  if (tallies.length === 0) return null;
  const signatures = tallies.map(({ signature }) => signature);
  const known = await findPatterns(tx, workspaceId, signatures);
  const unknown = tallies.filter(({ signature }) => !known.has(signature));
  const miner = unknown.length > 0 ? await takeMiner(ctx.app, tx, workspaceId, version) : null;
  const created = new Set<string>();
  for (const tally of unknown) {
    if (!miner || (await findPatterns(tx, workspaceId, [tally.signature])).size > 0) continue;
    const { newGroup } = await placePattern(tx, ctx, { workspaceId, tally, miner });
    if (newGroup) created.add(newGroup.id);
  }
  await countPatterns(tx, workspaceId, tallies);
  // Anew: what was learned may have moved what was known.
  const placed = miner ? await findPatterns(tx, workspaceId, signatures) : known;
  const arrived = Map.groupBy(tallies, ({ signature }) => placed.get(signature) as string);
  await countGroups(tx, ctx, workspaceId, arrived, created);
  return miner;
}
