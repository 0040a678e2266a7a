import { documents } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, changedFields, unknownRow } from "../../workspaces/index.ts";
import type { Document } from "../document-refs.ts";
import { documentUpdated } from "../events.ts";

export const updateDocumentInput = z.object({ documentId: z.uuid(), kind: z.enum(["document", "runbook"]) });

export type UpdateDocumentInput = z.input<typeof updateDocumentInput>;

/** Says that a document is a runbook, or is none. */
export async function updateDocument(ctx: Context, input: UpdateDocumentInput): Promise<Document> {
  const wish = parseInput(updateDocumentInput, input);
  const { documentId: id, kind } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: documents, id, permission, noun: "document" });
  return await transact(ctx, { workspaceId, verb: "updateDocument", input: wish }, async (tx) => {
    const own = and(eq(documents.workspaceId, workspaceId), eq(documents.id, id));
    const [known] = await tx.select().from(documents).where(own).for("update");
    if (!known) throw unknownRow("document");
    const changes = changedFields(known, { kind });
    if (!changes) return known;
    const [after] = await tx.update(documents).set({ kind, updatedAt: ctx.app.clock.now() }).where(own).returning();
    const updated = after as Document;
    const data = { title: updated.title, path: updated.path, kind };
    await recordEvent(tx, ctx, documentUpdated, { workspaceId, subjectId: id, data, ...changes });
    return updated;
  });
}
