import { documents } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { htmlToMarkdown } from "../../integrations/index.ts";
import type { Document } from "../document-refs.ts";
import { longestDocument, storeText } from "./store-text.ts";

export const uploadDocumentInput = z.object({
  workspaceId: z.uuid(),
  title: z.string().trim().min(1).max(300),
  format: z.enum(["markdown", "plain", "html"]),
  text: z.string().trim().min(1, "must not be empty.").max(longestDocument),
  kind: z
    .enum(["document", "runbook"])
    .nullish()
    .transform((kind) => kind ?? "document"),
});

export type UploadDocumentInput = z.input<typeof uploadDocumentInput>;

/** Keeps a page that lies nowhere else. A page of the same title gets a new version, which may fix what is suspected of it. */
export async function uploadDocument(ctx: Context, input: UploadDocumentInput): Promise<Document> {
  await authorize(ctx, input.workspaceId, "documents:write");
  const wish = parseInput(uploadDocumentInput, input);
  const { workspaceId, title, format, text, kind } = wish;
  const content = format === "html" ? htmlToMarkdown(text) : text;
  return await transact(ctx, { workspaceId, verb: "uploadDocument", input: wish }, async (tx) => {
    await tx.insert(documents).values({ workspaceId, path: title, title, kind }).onConflictDoNothing();
    const own = and(
      eq(documents.workspaceId, workspaceId),
      isNull(documents.sourceId),
      eq(documents.path, title),
      isNull(documents.removedAt),
    );
    const [document] = await tx.select().from(documents).where(own).for("update");
    if (!document) throw new TypeError("A page that was just uploaded could not be read.");
    if (document.kind !== kind) await tx.update(documents).set({ kind }).where(own);
    return await storeText(tx, ctx, { ...document, kind }, { content, title, url: null, revision: null });
  });
}
