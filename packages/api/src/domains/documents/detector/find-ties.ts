import type { ChangeFacts } from "./change-facts.ts";
import type { ChangeTerm } from "./change-terms.ts";
import type { CoChange, CoChangeHint } from "./co-change.ts";
import type { Corpus } from "./corpus.ts";
import { matchSubject, type SubjectMatch } from "./match-subject.ts";
import type { ParsedDocument } from "./parse-document.ts";

/** A term that stands in the change and in the document, with what it contributes. */
export interface TermMatch {
  term: ChangeTerm;
  weight: number;
  /** Documents in which it stands. */
  documents: number;
}

/** Everything that ties a change to one document, before it is weighed. */
export interface Ties {
  document: ParsedDocument;
  /** Names, settings, endpoints, flags, versions: what is hardly there by chance. */
  matches: TermMatch[];
  /** BM25 over those that the change takes away. */
  gone: number;
  /** Names whose declaration the change takes away and that few documents know: what the document says of them cannot hold. */
  undeclared: TermMatch[];
  /** The section that matches best, words included. */
  section: { heading: string; score: number };
  title: SubjectMatch;
  /** How well the places of the changed files name the document, by their share of the change. */
  folder: SubjectMatch & { file: string };
  /** Share of the document's file name that the changed files' own names say. */
  file: number;
  coChange: CoChangeHint | null;
  /** How often it is edited, per change. */
  share: number;
}

/** BM25's usual values. */
const saturation = 1.2;
const lengthShare = 0.5;

function frequency(count: number, length: number): number {
  return (count * (saturation + 1)) / (count + saturation * length);
}

/** What ties the change to each document of the corpus. */
export function findTies(facts: ChangeFacts, corpus: Corpus, past: CoChange): Ties[] {
  const matches = matchTerms(facts, corpus);
  const hints = past.hints(facts.paths);
  const fileWords = new Set(facts.files.flatMap(({ name }) => [...name]));
  return [...corpus.documents.values()].map((document) => {
    const found = matches.get(document.path) ?? [];
    return {
      document,
      matches: found,
      gone: sum(found.filter(({ term }) => term.role === "gone")),
      undeclared: found.filter(isUndeclared),
      section: bestSection(document, facts, corpus),
      title: matchSubject(corpus, document, facts.title),
      folder: matchFolders(document, facts, corpus),
      file: [...document.name].filter((word) => fileWords.has(word)).length / Math.max(1, document.name.size),
      coChange: hints.get(document.path) ?? null,
      share: past.share(document.path),
    };
  });
}

/** Up to so many documents, a name is theirs. */
const few = 3;

function isUndeclared({ term, documents }: TermMatch): boolean {
  return term.role === "gone" && term.declared && documents <= few;
}

function sum(matches: TermMatch[]): number {
  return matches.reduce((total, { weight }) => total + weight, 0);
}

function matchTerms(facts: ChangeFacts, corpus: Corpus): Map<string, TermMatch[]> {
  const matches = new Map<string, TermMatch[]>();
  for (const term of facts.terms.values()) {
    const posting = corpus.posting(term.key);
    if (!posting || term.kind === "word") continue;
    const rarity = corpus.rarity(term.key);
    for (const [path, count] of posting) {
      const length = corpus.documents.get(path)?.length ?? 0;
      const relative = 1 - lengthShare + (lengthShare * length) / Math.max(1, corpus.averageLength);
      const found = matches.get(path) ?? [];
      found.push({ term, weight: term.weight * rarity * frequency(count, relative), documents: posting.size });
      matches.set(path, found);
    }
  }
  return matches;
}

/** A long document is about many things, and the change about one of them: so its best section counts, not its whole. */
function bestSection(document: ParsedDocument, facts: ChangeFacts, corpus: Corpus): Ties["section"] {
  let best = { heading: "", score: 0 };
  for (const [heading, terms] of document.sections) {
    let score = 0;
    for (const [key, count] of terms) {
      const weight = (facts.terms.get(key)?.weight ?? 0) + 2 * (facts.message.get(key) ?? 0);
      if (weight > 0) score += weight * corpus.rarity(key) * frequency(count, 1);
    }
    score /= Math.sqrt(10 + terms.size);
    if (score > best.score) best = { heading, score };
  }
  return best;
}

function matchFolders(document: ParsedDocument, facts: ChangeFacts, corpus: Corpus): Ties["folder"] {
  const folder = { score: 0, words: [] as string[], file: "" };
  let best = 0;
  for (const { path, words, share } of facts.files) {
    const match = matchSubject(corpus, document, words);
    folder.score += match.score * share;
    if (match.score * share <= best) continue;
    best = match.score * share;
    folder.words = match.words;
    folder.file = path;
  }
  return folder;
}
