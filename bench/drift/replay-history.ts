import { changeFacts } from "../../packages/api/src/domains/documents/detector/change-facts.ts";
import { CoChange } from "../../packages/api/src/domains/documents/detector/co-change.ts";
import { Corpus } from "../../packages/api/src/domains/documents/detector/corpus.ts";
import { rankDocuments } from "../../packages/api/src/domains/documents/detector/detect-drift.ts";
import { parseDocument } from "../../packages/api/src/domains/documents/detector/parse-document.ts";
import { wordsOf } from "../../packages/api/src/domains/documents/detector/tokens-of.ts";
import { type FeatureValues, valuesOf } from "../../packages/api/src/domains/documents/detector/weigh-ties.ts";
import { BlobReader } from "./read-blobs.ts";
import { type DriftPatterns, readHistory, type Step } from "./read-history.ts";

/** A commit that changed code, with what the detector said of every document as of its parent, and what really changed. */
export interface Judged {
  commit: string;
  title: string;
  /** Documents as of the parent that the commit edited. */
  edited: number;
  /** One for each document, the likeliest first. */
  documents: { path: string; edited: boolean; score: number; values: FeatureValues }[];
  /** Baselines' orders: by the words that file names share, and by whether a changed file has exactly the document's name. */
  byName: boolean[];
  bySameName: boolean[];
  milliseconds: number;
}

/** Git's own message for bringing a branch up to date: such a commit brings nothing of its own. */
const broughtUpToDate = /^Merge (remote-tracking )?branch /;

/** Replays a history from its first commit: each commit is judged by what was known before it, and only then learnt from. */
export async function replayHistory(repo: string, patterns: DriftPatterns): Promise<Judged[]> {
  const blobs = new BlobReader(repo);
  const corpus = new Corpus();
  const past = new CoChange();
  const judged: Judged[] = [];
  for await (const step of readHistory(repo, patterns)) {
    const { change } = step;
    if (change.files.length > 0 && corpus.documents.size > 0 && !broughtUpToDate.test(change.title)) {
      judged.push(judge(step, corpus, past));
    }
    learn(step, past);
    await keepUp(step, corpus, blobs);
  }
  blobs.close();
  return judged;
}

function judge({ commit, change, documents }: Step, corpus: Corpus, past: CoChange): Judged {
  const edited = new Set(
    documents
      .filter(({ status }) => status === "M" || status === "R")
      .map(({ path, previousPath }) => previousPath ?? path)
      .filter((path) => corpus.documents.has(path)),
  );
  const startedAt = performance.now();
  const facts = changeFacts(change);
  const ranked = rankDocuments(facts, corpus, past);
  const milliseconds = performance.now() - startedAt;
  const values = valuesOf(
    ranked.map(({ ties }) => ties),
    facts,
    past,
  );
  const paths = change.files.map((file) => file.path);
  return {
    commit,
    title: change.title,
    edited: edited.size,
    documents: ranked.map(({ path, score }, index) => ({
      path,
      edited: edited.has(path),
      score,
      values: values[index] as FeatureValues,
    })),
    byName: orderBy(ranked, byWordsOf(paths)).map((path) => edited.has(path)),
    bySameName: orderBy(ranked, bySameNameAs(paths)).map((path) => edited.has(path)),
    milliseconds,
  };
}

function orderBy(documents: readonly { path: string }[], score: (path: string) => number): string[] {
  const scored = documents.map(({ path }) => ({ path, score: score(path) }));
  return scored.sort((a, b) => b.score - a.score || a.path.localeCompare(b.path)).map(({ path }) => path);
}

function stem(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/\.\w+$/, "").toLowerCase();
}

function bySameNameAs(paths: readonly string[]): (path: string) => number {
  const names = new Set(paths.map(stem));
  return (path) => (names.has(stem(path)) ? 1 : 0);
}

function byWordsOf(paths: readonly string[]): (path: string) => number {
  const wordsIn = (path: string) => wordsOf((path.split("/").at(-1) ?? path).replace(/\.\w+$/, ""));
  const said = new Set(paths.flatMap(wordsIn));
  return (path) => {
    const words = wordsIn(path);
    return words.length === 0 ? 0 : words.filter((word) => said.has(word)).length / words.length;
  };
}

function learn({ change, documents }: Step, past: CoChange): void {
  past.observe(
    change.files.map(({ path }) => path),
    documents.filter(({ status }) => status !== "D").map(({ path }) => path),
  );
  for (const { path, previousPath } of [...change.files, ...documents]) {
    if (previousPath && previousPath !== path) past.rename(previousPath, path);
  }
}

async function keepUp({ documents }: Step, corpus: Corpus, blobs: BlobReader): Promise<void> {
  for (const { path, previousPath, blob } of documents) {
    if (previousPath) corpus.delete(previousPath);
    const text = blob ? await blobs.read(blob) : null;
    if (text === null) corpus.delete(path);
    else corpus.set(parseDocument(path, text));
  }
}
