import type { Corpus } from "../detector/corpus.ts";

/** Where the answer may stand. */
export interface Answer {
  documentId: string;
  section: string;
}

/** A section must hold at least this share of a question, by the rarity of its tokens. */
const enough = 0.5;

/** The section that holds most of the question's tokens; null when none holds half of it. */
export function findAnswer(tokens: readonly string[], corpus: Corpus): Answer | null {
  const weights = tokens.map((token) => ({
    keys: [`~${token}`, token],
    weight: Math.max(corpus.rarity(`~${token}`), 0.1),
  }));
  const all = weights.reduce((sum, { weight }) => sum + weight, 0);
  let best: { answer: Answer; share: number } | null = null;
  for (const document of corpus.documents.values()) {
    for (const [section, terms] of document.sections) {
      const held = weights.filter(({ keys }) => keys.some((key) => terms.has(key)));
      const share = held.reduce((sum, { weight }) => sum + weight, 0) / (all || 1);
      if (held.length >= 2 && share >= enough && share > (best?.share ?? 0)) {
        best = { answer: { documentId: document.path, section }, share };
      }
    }
  }
  return best?.answer ?? null;
}
