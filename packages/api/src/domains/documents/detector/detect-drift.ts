import type { Change } from "./change.ts";
import { type ChangeFacts, changeFacts } from "./change-facts.ts";
import type { CoChange } from "./co-change.ts";
import type { Corpus } from "./corpus.ts";
import { explainScore, type Reason } from "./explain-score.ts";
import { type Evidence, findEvidence } from "./find-evidence.ts";
import { findTies, type Ties } from "./find-ties.ts";
import { contributionsOf, defaultWeights, type FeatureValues, type Learned, scoreOf, valuesOf } from "./weigh-ties.ts";

/** A document with its score for a change. */
export interface RankedDocument {
  path: string;
  title: string;
  /** 0 to 1: the estimated chance that the change makes something in it untrue. */
  score: number;
  contributions: FeatureValues;
  ties: Ties;
}

/** A suspicion, with its evidence. */
export interface Suspicion extends Omit<RankedDocument, "ties"> {
  /** The sentence that is quoted first, and others that the change touches too. */
  evidence: Evidence[];
  reasons: Reason[];
}

/** From this score on a suspicion is worth telling somebody; a workspace may set its own. */
export const alertThreshold = 0.3;

/** All documents, the likeliest first. */
export function rankDocuments(
  facts: ChangeFacts,
  corpus: Corpus,
  past: CoChange,
  learned: Learned | null = null,
): RankedDocument[] {
  const ties = findTies(facts, corpus, past);
  const values = valuesOf(ties, facts, past);
  return ties
    .map((tie, index) => {
      const contributions = contributionsOf(values[index] as FeatureValues, defaultWeights, learned);
      const bias = defaultWeights.bias + (learned?.documents[tie.document.path] ?? 0);
      const { path, title } = tie.document;
      return { path, title, score: scoreOf(contributions, bias), contributions, ties: tie };
    })
    .sort((a, b) => b.score - a.score || a.path.localeCompare(b.path));
}

/**
 * Which documents a change may have made untrue, with the sentence, the lines and the reasons. Deterministic: the same change,
 * documents and past give the same answer.
 * @param options.atLeast lowest score. Default `alertThreshold`
 * @param options.limit documents at most. Default 10
 */
export function detectDrift(
  change: Change,
  corpus: Corpus,
  past: CoChange,
  options: { learned?: Learned | null; atLeast?: number; limit?: number } = {},
): Suspicion[] {
  const { learned = null, atLeast = alertThreshold, limit = 10 } = options;
  const facts = changeFacts(change);
  const ranked = rankDocuments(facts, corpus, past, learned).slice(0, limit);
  return ranked.flatMap(({ ties, ...document }) => {
    if (document.score < atLeast) return [];
    const evidence = findEvidence(ties.document, facts, corpus, 4, change);
    // Without a sentence there is nothing that one could check or correct.
    if (evidence.length === 0) return [];
    return [{ ...document, evidence, reasons: explainScore(ties, facts, document.contributions) }];
  });
}
