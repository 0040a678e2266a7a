import { documents } from "@plumbline/db/schema";
import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { perApp } from "../../../service/per-app.ts";
import { Corpus } from "../detector/corpus.ts";
import { parseDocument } from "../detector/parse-document.ts";

interface Kept {
  corpus: Corpus;
  /** Hash and title of each document as it stands in the corpus. */
  known: Map<string, string>;
}

/** Workspaces whose documents a process keeps read: the ones used last. */
const mostKept = 8;
/** Rows of one reading of texts. */
const batch = 200;

const kept = perApp(() => new Map<string, Kept>());

/**
 * A workspace's documents, read, with their ids as paths. Kept by the process; what changed since is read again, told by its hash.
 * One examination at a time uses it: nothing is awaited between this and the ranking.
 */
export async function workspaceCorpus(ctx: Context, workspaceId: string): Promise<Corpus> {
  const all = kept(ctx.app);
  const mine = all.get(workspaceId) ?? { corpus: new Corpus(), known: new Map<string, string>() };
  all.delete(workspaceId);
  all.set(workspaceId, mine);
  const oldest = all.keys().next().value;
  if (all.size > mostKept && oldest !== undefined) all.delete(oldest);
  const readable = and(eq(documents.workspaceId, workspaceId), isNull(documents.removedAt), isNotNull(documents.hash));
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db.select({ id: documents.id, hash: documents.hash, title: documents.title }).from(documents).where(readable),
  );
  const wanted = new Map(rows.map(({ id, hash, title }) => [id, `${hash} ${title}`]));
  for (const id of [...mine.known.keys()]) {
    if (wanted.has(id)) continue;
    mine.corpus.delete(id);
    mine.known.delete(id);
  }
  const changed = rows.filter(({ id }) => mine.known.get(id) !== wanted.get(id)).map(({ id }) => id);
  for (let at = 0; at < changed.length; at += batch) {
    const texts = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({ id: documents.id, path: documents.path, title: documents.title, content: documents.content })
        .from(documents)
        .where(and(readable, inArray(documents.id, changed.slice(at, at + batch)))),
    );
    for (const { id, path, title, content } of texts) {
      mine.corpus.set({ ...parseDocument(path, content ?? "", title), path: id });
      mine.known.set(id, wanted.get(id) ?? "");
    }
  }
  return mine.corpus;
}
