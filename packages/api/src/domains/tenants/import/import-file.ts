import type { Db } from "@plumbline/db";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ConflictError, InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { requireFeature } from "../../../service/require-feature.ts";
import { transact } from "../../../service/transact.ts";
import { fileImported } from "../events.ts";
import { lockDependencies } from "../service/lock-dependencies.ts";
import { applyEntries } from "./apply-entries.ts";
import type { ImportType } from "./import-entry.ts";
import { type ImportPlan, type PlannedEntry, planImport } from "./plan-import.ts";

export const importFileInput = z.object({
  workspaceId: z.uuid(),
  content: z.string(),
  /** From the preview. Left out, what the workspace is now decides. */
  planHash: z.string().max(100).nullish(),
});

export type ImportFileInput = z.input<typeof importFileInput>;

/** What an import did, in numbers. */
export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Imports a file in one transaction: all of it, or nothing. Entries that are known by their key are updated; none is removed.
 * @throws InvalidInputError with every issue and its line
 * @throws ConflictError when the preview's plan is not what would happen now
 */
export async function importFile(ctx: Context, type: ImportType, input: ImportFileInput): Promise<ImportCounts> {
  await authorize(ctx, input.workspaceId, `${type}:write`);
  const wish = parseInput(importFileInput, input);
  const { workspaceId, content, planHash } = wish;
  await requireFeature(ctx, workspaceId, "plumbline.file-imports");
  return await transact(ctx, { workspaceId, verb: `import:${type}`, input: wish }, async (tx) => {
    await lockImport(tx, workspaceId, type);
    const plan = await planImport(tx, workspaceId, type, content);
    refuseIssues(plan);
    if (planHash && planHash !== plan.planHash) {
      throw new ConflictError("The workspace changed since the preview.", "Look at the preview again, then import.");
    }
    await applyEntries(ctx, tx, workspaceId, plan);
    const counts = countActions(plan.entries);
    if (counts.created + counts.updated > 0) {
      await recordEvent(tx, ctx, fileImported, {
        workspaceId,
        subjectId: workspaceId,
        data: { what: type, ...counts },
      });
    }
    return counts;
  });
}

/** Two imports at once would plan for the same workspace and then both write. */
async function lockImport(tx: Db, workspaceId: string, type: ImportType): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import/${type}/${workspaceId}`}, 0))`);
  if (type === "services") await lockDependencies(tx, workspaceId);
}

function refuseIssues({ issues }: ImportPlan): void {
  if (issues.length === 0) return;
  throw new InvalidInputError(
    issues.map(({ line, message }) => ({ path: line === null ? ["content"] : ["content", `line ${line}`], message })),
    "Correct the file and import it again; nothing was changed.",
  );
}

function countActions(entries: PlannedEntry[]): ImportCounts {
  const count = (action: PlannedEntry["action"]) => entries.filter((entry) => entry.action === action).length;
  return { created: count("create"), updated: count("update"), unchanged: count("unchanged") };
}
