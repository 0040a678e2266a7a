import { type Db, inWorkspace } from "@plumbline/db";
import { flagDeltas, flagEnvironments, flagSnapshots } from "@plumbline/db/schema";
import { applyDelta, type Snapshot } from "@plumbline/sdk/flags";
import { and, asc, eq, gt, lt } from "drizzle-orm";
import type { App } from "../../../app.ts";
import { loadSnapshot } from "../change/load-snapshot.ts";
import type { FlagPlace } from "./flag-place.ts";

/** How a snapshot came to be: by the changes since one that was there, from the stored one, or from every table. */
export type SnapshotOrigin = "changed" | "stored" | "built";

/** Changes behind the stored snapshot after which it is written anew: whoever starts applies them one by one. */
const storeAfter = 50;

/** The newest snapshot of an environment, by the shortest way. @param known one that this process has, or null */
export async function readNewestSnapshot(
  app: App,
  place: FlagPlace,
  known: Snapshot | null,
): Promise<{ snapshot: Snapshot; origin: SnapshotOrigin }> {
  return await inWorkspace(app.database, place.workspaceId, async (tx) => {
    const version = await currentVersion(tx, place);
    const changed = known && (await catchUp(tx, place, known, version));
    if (changed) return { snapshot: changed, origin: "changed" };
    const stored = await readStored(tx, place);
    const caughtUp = stored && (await catchUp(tx, place, stored, version));
    if (caughtUp) {
      if (caughtUp.version - stored.version >= storeAfter) await store(tx, place, caughtUp);
      return { snapshot: caughtUp, origin: "stored" };
    }
    const built = await loadSnapshot(tx, place.workspaceId, place.environmentId);
    await store(tx, place, built);
    return { snapshot: built, origin: "built" };
  });
}

async function currentVersion(tx: Db, { workspaceId, environmentId }: FlagPlace): Promise<number> {
  const [row] = await tx
    .select({ version: flagEnvironments.version })
    .from(flagEnvironments)
    .where(and(eq(flagEnvironments.workspaceId, workspaceId), eq(flagEnvironments.environmentId, environmentId)));
  return row?.version ?? 0;
}

/** Null when a change is missing on the way: it was too long ago, or the environment itself has changed. */
async function catchUp(tx: Db, place: FlagPlace, from: Snapshot, version: number): Promise<Snapshot | null> {
  if (from.version >= version) return from;
  const rows = await tx
    .select({ delta: flagDeltas.delta })
    .from(flagDeltas)
    .where(
      and(
        eq(flagDeltas.workspaceId, place.workspaceId),
        eq(flagDeltas.environmentId, place.environmentId),
        gt(flagDeltas.version, from.version),
      ),
    )
    .orderBy(asc(flagDeltas.version));
  let snapshot: Snapshot | null = from;
  for (const { delta } of rows) snapshot = snapshot && applyDelta(snapshot, delta);
  return snapshot && snapshot.version >= version ? snapshot : null;
}

async function readStored(tx: Db, { workspaceId, environmentId }: FlagPlace): Promise<Snapshot | null> {
  const [row] = await tx
    .select({ snapshot: flagSnapshots.snapshot })
    .from(flagSnapshots)
    .where(and(eq(flagSnapshots.workspaceId, workspaceId), eq(flagSnapshots.environmentId, environmentId)));
  return row ? (JSON.parse(row.snapshot) as Snapshot) : null;
}

/** Of two processes that write, the newer one stands. */
async function store(tx: Db, place: FlagPlace, snapshot: Snapshot): Promise<void> {
  const { version } = snapshot;
  const row = { version, snapshot: JSON.stringify(snapshot), builtAt: new Date() };
  await tx
    .insert(flagSnapshots)
    .values({ ...place, ...row })
    .onConflictDoUpdate({
      target: [flagSnapshots.workspaceId, flagSnapshots.environmentId],
      set: row,
      setWhere: lt(flagSnapshots.version, version),
    });
}
