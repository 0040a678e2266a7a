import type { ModelCandidate, ModelQuestion } from "./drift-model.ts";

/** Characters of a whole question; about 2,000 tokens. */
export const mostCharacters = 8_000;
const most = { change: 300, document: 120, section: 200, sentence: 600, line: 200, lines: 8 } as const;

type Given = Omit<ModelCandidate, "number">;

/**
 * A question of at most `mostCharacters`: only changed lines, sentences and where they stand, each cut to its share. Candidates that no
 * longer fit are left out, the last first, and stay unranked.
 */
export function questionOf(change: string, candidates: readonly Given[]): ModelQuestion {
  const question: ModelQuestion = { change: change.slice(0, most.change), candidates: [] };
  let length = JSON.stringify(question).length;
  for (const { document, section, sentence, lines } of candidates) {
    const candidate: ModelCandidate = {
      number: question.candidates.length + 1,
      document: document.slice(0, most.document),
      section: section.slice(0, most.section),
      sentence: sentence.slice(0, most.sentence),
      lines: lines.slice(0, most.lines).map((line) => line.slice(0, most.line)),
    };
    length += JSON.stringify(candidate).length + 1;
    if (length > mostCharacters) break;
    question.candidates.push(candidate);
  }
  return question;
}
