import { documentSources } from "@plumbline/db/schema";
import { z } from "zod";
import { enqueue } from "../../../outbox/enqueue.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import type { DocumentSource } from "../document-refs.ts";
import { documentSourceAsked } from "../events.ts";
import { readSourceTask } from "../jobs/read-source.ts";
import { lockSource } from "./require-source.ts";

export const readDocumentsNowInput = z.object({ sourceId: z.uuid() });

export type ReadDocumentsNowInput = z.input<typeof readDocumentsNowInput>;

/** Has a source's documents read now instead of within the hour. */
export async function readDocumentsNow(ctx: Context, input: ReadDocumentsNowInput): Promise<DocumentSource> {
  const wish = parseInput(readDocumentsNowInput, input);
  const { sourceId: id } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: documentSources, id, permission, noun: "document source" });
  return await transact(ctx, { workspaceId, verb: "readDocumentsNow", input: wish }, async (tx) => {
    const { source, provider } = await lockSource(tx, workspaceId, id);
    const data = { provider, target: source.target, pattern: source.pattern };
    await recordEvent(tx, ctx, documentSourceAsked, { workspaceId, subjectId: id, data });
    await enqueue(tx, readSourceTask, { workspaceId, sourceId: id }, { key: `documents.source:${id}` });
    return source;
  });
}
