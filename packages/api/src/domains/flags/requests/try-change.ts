import type { Db } from "@plumbline/db";
import { sql } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChange } from "../change/flag-change.ts";
import type { FlagRevision } from "../flag-refs.ts";

/** What a change would do. */
export type TriedChange = Pick<FlagRevision, "changed" | "before" | "after">;

export interface TryChangeOptions {
  workspaceId: string;
  change: FlagChange;
  /** Whether to leave out of account that a second member must approve. */
  approved: boolean;
}

/**
 * Makes a change and takes it back, within the transaction: what is asked for or scheduled is refused at once when it could not
 * be done now.
 * @throws whatever the change itself is refused with
 * @throws PreconditionError for a change that changes nothing
 */
export async function tryChange(
  tx: Db,
  ctx: Context,
  { workspaceId, change, approved }: TryChangeOptions,
): Promise<TriedChange> {
  await tx.execute(sql`savepoint tried`);
  const [outcome] = await changeFlags(tx, ctx, { workspaceId, changes: [change], reason: null, approved });
  await tx.execute(sql`rollback to savepoint tried`);
  if (!outcome) throw new PreconditionError("That is how it is already.", "Change something, then ask again.");
  const { changed = [], before = null, after = {} } = outcome.revision ?? {};
  return { changed, before, after };
}
