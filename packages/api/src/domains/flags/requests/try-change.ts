import { inWorkspace } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChange } from "../change/flag-change.ts";
import type { FlagRevision } from "../flag-refs.ts";

/** What a change would do. */
export type TriedChange = Pick<FlagRevision, "changed" | "before" | "after">;

/** Carries the result out of a transaction that must not be committed. */
class Tried extends Error {
  readonly result: TriedChange;
  constructor(result: TriedChange) {
    super("tried");
    this.result = result;
  }
}

/**
 * Makes a change and takes it back: what is asked for or scheduled is refused at once when it could not be done now.
 * @param approved whether to leave out of account that a second member must approve
 * @throws whatever the change itself is refused with
 * @throws PreconditionError for a change that changes nothing
 */
export async function tryChange(
  ctx: Context,
  workspaceId: string,
  change: FlagChange,
  approved: boolean,
): Promise<TriedChange> {
  try {
    await inWorkspace(ctx.app.database, workspaceId, async (tx) => {
      const [outcome] = await changeFlags(tx, ctx, { workspaceId, changes: [change], reason: null, approved });
      const { changed = [], before = null, after = {} } = outcome?.revision ?? {};
      if (!outcome) throw new PreconditionError("That is how it is already.", "Change something, then ask again.");
      throw new Tried({ changed, before, after });
    });
  } catch (error) {
    if (error instanceof Tried) return error.result;
    throw error;
  }
  throw new TypeError("A tried change was committed.");
}
