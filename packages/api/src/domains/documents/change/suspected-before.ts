import { documentChanges, driftCandidates } from "@plumbline/db/schema";
import { and, arrayOverlaps, eq, inArray, or } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { Suspicion } from "../detector/detect-drift.ts";
import { sha256 } from "../document/store-text.ts";

/** A document with one of its sentences. */
export function suspicionKey({ path, evidence }: Pick<Suspicion, "path" | "evidence">): string {
  return `${path} ${sha256(evidence[0]?.sentence.text ?? "")}`;
}

/** What was suspected already by the changes that a deployment gathers, or by an earlier deployment of some of them. */
export async function suspectedBefore(
  ctx: Context,
  { workspaceId, gathers = [] }: { workspaceId: string; gathers?: string[] },
): Promise<Set<string>> {
  if (gathers.length === 0) return new Set();
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ documentId: driftCandidates.documentId, hash: driftCandidates.sentenceHash })
      .from(driftCandidates)
      .innerJoin(
        documentChanges,
        and(
          eq(documentChanges.workspaceId, driftCandidates.workspaceId),
          eq(documentChanges.id, driftCandidates.changeId),
        ),
      )
      .where(
        and(
          eq(driftCandidates.workspaceId, workspaceId),
          or(inArray(documentChanges.key, gathers), arrayOverlaps(documentChanges.gathers, gathers)),
        ),
      ),
  );
  return new Set(rows.map(({ documentId, hash }) => `${documentId} ${hash}`));
}
