import { documents } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { closeFixed } from "../candidate/close-fixed.ts";
import type { Document } from "../document-refs.ts";
import { documentRemoved } from "../events.ts";

export const removeDocumentInput = z.object({ documentId: z.uuid() });

export type RemoveDocumentInput = z.input<typeof removeDocumentInput>;

/**
 * Removes an uploaded page; what is suspected of it is over.
 * @throws PreconditionError for a document of a source: it is there as long as it is at its source
 */
export async function removeDocument(ctx: Context, input: RemoveDocumentInput): Promise<Document> {
  const wish = parseInput(removeDocumentInput, input);
  const { documentId: id } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: documents, id, permission, noun: "document" });
  return await transact(ctx, { workspaceId, verb: "removeDocument", input: wish }, async (tx) => {
    const own = and(eq(documents.workspaceId, workspaceId), eq(documents.id, id));
    const [known] = await tx.select().from(documents).where(own).for("update");
    if (!known) throw unknownRow("document");
    if (known.sourceId) {
      throw new PreconditionError(
        `“${known.title}” is read from its source.`,
        "Remove it there, or end the tracking of the source.",
      );
    }
    if (known.removedAt) return known;
    const now = ctx.app.clock.now();
    const [after] = await tx.update(documents).set({ removedAt: now, updatedAt: now }).where(own).returning();
    const removed = after as Document;
    const { title, path, kind } = removed;
    await recordEvent(tx, ctx, documentRemoved, { workspaceId, subjectId: id, data: { title, path, kind } });
    await closeFixed(tx, ctx, removed);
    return removed;
  });
}
