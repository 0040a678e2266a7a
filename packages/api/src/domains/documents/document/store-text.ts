import { createHash } from "node:crypto";
import type { Db } from "@plumbline/db";
import { documents, documentVersions } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { enqueue } from "../../../outbox/enqueue.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { closeFixed } from "../candidate/close-fixed.ts";
import { parseDocument } from "../detector/parse-document.ts";
import type { Document } from "../document-refs.ts";
import { documentAdded, documentEdited } from "../events.ts";
import { rescoreDocument } from "../jobs/rescore-document.ts";

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What was read of a document. */
export interface ReadText {
  /** Markdown, at most {@link longestDocument} characters. */
  content: string;
  /** The source's own title; default what the text says. */
  title: string | null;
  url: string | null;
  revision: string | null;
}

/** Characters of a document that are kept; what is longer is compared by its beginning. */
export const longestDocument = 400_000;

/**
 * Keeps a text as the document's newest version, where it is another than before: candidates whose sentence is gone are over, the
 * others are scored anew. The row must be locked.
 */
export async function storeText(tx: Db, ctx: Context, document: Document, read: ReadText): Promise<Document> {
  const { workspaceId, id } = document;
  const now = ctx.app.clock.now();
  const content = read.content.replaceAll("\u0000", "\ufffd").toWellFormed().slice(0, longestDocument);
  const hash = sha256(content);
  const isNew = hash !== document.hash;
  const version = isNew ? document.version + 1 : document.version;
  const title = (read.title ?? parseDocument(document.path, content).title).slice(0, 300);
  const [after] = await tx
    .update(documents)
    .set({
      title,
      url: read.url,
      revision: read.revision,
      hash,
      content,
      version,
      readAt: now,
      ...(isNew ? { changedAt: now } : {}),
      failingSince: null,
      failureReason: null,
      removedAt: null,
      updatedAt: now,
    })
    .where(and(eq(documents.workspaceId, workspaceId), eq(documents.id, id)))
    .returning();
  const stored = after as Document;
  if (!isNew) return stored;
  await tx
    .insert(documentVersions)
    .values({ workspaceId, documentId: id, number: version, hash, content, readAt: now });
  const data = { title, path: stored.path, kind: stored.kind };
  if (version === 1) {
    await recordEvent(tx, ctx, documentAdded, { workspaceId, subjectId: id, data });
    return stored;
  }
  await recordEvent(tx, ctx, documentEdited, { workspaceId, subjectId: id, data: { ...data, version } });
  const left = await closeFixed(tx, ctx, stored);
  if (left > 0) await enqueue(tx, rescoreDocument, { workspaceId, documentId: id });
  return stored;
}
