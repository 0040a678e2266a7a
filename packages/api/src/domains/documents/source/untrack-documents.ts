import { documentSources } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import type { DocumentSource } from "../document-refs.ts";
import { documentSourceUntracked } from "../events.ts";
import { lockSource } from "./require-source.ts";

export const untrackDocumentsInput = z.object({ sourceId: z.uuid() });

export type UntrackDocumentsInput = z.input<typeof untrackDocumentsInput>;

/** Ends the tracking of a place; its documents and their candidates go with it, history keeps their events. */
export async function untrackDocuments(ctx: Context, input: UntrackDocumentsInput): Promise<DocumentSource> {
  const wish = parseInput(untrackDocumentsInput, input);
  const { sourceId: id } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: documentSources, id, permission, noun: "document source" });
  return await transact(ctx, { workspaceId, verb: "untrackDocuments", input: wish }, async (tx) => {
    const { source, provider } = await lockSource(tx, workspaceId, id);
    await tx
      .delete(documentSources)
      .where(and(eq(documentSources.workspaceId, workspaceId), eq(documentSources.id, id)));
    const data = { provider, target: source.target, pattern: source.pattern };
    await recordEvent(tx, ctx, documentSourceUntracked, { workspaceId, subjectId: id, data });
    return source;
  });
}
