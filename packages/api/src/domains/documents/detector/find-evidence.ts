import type { Change, ChangedLine } from "./change.ts";
import type { ChangeFacts } from "./change-facts.ts";
import type { ChangeTerm } from "./change-terms.ts";
import type { Corpus } from "./corpus.ts";
import { type ParsedDocument, type Sentence, termKey } from "./parse-document.ts";
import { tokensOf } from "./tokens-of.ts";

/** A sentence of the document with the changed lines that speak of the same. */
export interface Evidence {
  sentence: Sentence;
  /** Terms that both have, the weightiest first. */
  terms: { text: string; role: ChangeTerm["role"]; documents: number }[];
  lines: ChangedLine[];
}

interface Scored {
  sentence: Sentence;
  score: number;
  terms: { term: ChangeTerm; weight: number }[];
}

const shownLines = 8;
/** Prose states a fact where code only uses one; of two equal sentences the one in words is quoted. */
const proseFactor = 1.4;

/** The sentences that the change touches most, the best first. */
export function findEvidence(
  document: ParsedDocument,
  facts: ChangeFacts,
  corpus: Corpus,
  limit: number,
  change: Change,
): Evidence[] {
  const scored = document.sentences
    .map((sentence) => scoreSentence(sentence, facts, corpus))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.sentence.index - b.sentence.index)
    .slice(0, limit);
  return scored.map(({ sentence, terms }) => ({
    sentence,
    terms: terms
      .slice(0, 6)
      .map(({ term }) => ({ text: term.text, role: term.role, documents: corpus.posting(term.key)?.size ?? 0 })),
    lines: withCounterparts(linesOf(terms), change),
  }));
}

function scoreSentence(sentence: Sentence, facts: ChangeFacts, corpus: Corpus): Scored {
  const terms = new Map<string, { term: ChangeTerm; weight: number }>();
  let said = 0;
  for (const token of tokensOf(sentence.text)) {
    const key = termKey(token);
    const term = facts.terms.get(key);
    said += (facts.message.get(key) ?? 0) * corpus.rarity(key) * 0.5;
    // What only stands beside a changed line did not change.
    if (term && term.role !== "near") terms.set(key, { term, weight: term.weight * corpus.rarity(key) });
  }
  const ordered = [...terms.values()].sort((a, b) => b.weight - a.weight);
  const total = ordered.reduce((sum, { weight }) => sum + weight, 0);
  const factor = sentence.code ? 1 : proseFactor;
  const score = ordered.length === 0 ? 0 : ((total + said) * factor) / Math.sqrt(8 + sentence.text.length / 6);
  return { sentence, score, terms: ordered };
}

/** The changed lines with the weightiest shared terms, in the order of the change. */
function linesOf(terms: readonly { term: ChangeTerm; weight: number }[]): ChangedLine[] {
  const weights = new Map<ChangedLine, number>();
  for (const { term, weight } of terms) {
    for (const line of term.lines) weights.set(line, (weights.get(line) ?? 0) + weight);
  }
  const best = [...weights].sort((a, b) => b[1] - a[1]).slice(0, shownLines);
  return best
    .map(([line]) => line)
    .sort((a, b) => a.path.localeCompare(b.path) || (a.line ?? 0) - (b.line ?? 0) || (a.sign === "-" ? -1 : 1));
}

/** A removed line with the line that came in its place, so that one sees what it became. */
function withCounterparts(lines: readonly ChangedLine[], { files }: Change): ChangedLine[] {
  const shown: ChangedLine[] = [];
  for (const line of lines) {
    if (shown.includes(line)) continue;
    shown.push(line);
    const all = line.sign === "-" ? (files.find(({ path }) => path === line.path)?.lines ?? []) : [];
    const at = all.indexOf(line);
    const next = at < 0 ? undefined : all.slice(at + 1).find(({ sign }) => sign !== "-");
    if (next?.sign === "+" && !shown.includes(next) && !lines.includes(next)) shown.push(next);
  }
  return shown;
}
