import type { Corpus } from "./corpus.ts";
import type { ParsedDocument } from "./parse-document.ts";

/** How well a document's own name is said by a path or a title. */
export interface SubjectMatch {
  /** 0 to 1: share of the document's name, by rarity, that is said. */
  score: number;
  words: string[];
}

/** Share of the words of the document's title and file name (by rarity) that stand among `words`. */
export function matchSubject(corpus: Corpus, document: ParsedDocument, words: ReadonlySet<string>): SubjectMatch {
  let all = 0;
  let said = 0;
  const matched: string[] = [];
  for (const word of document.subject) {
    const rarity = corpus.subjectRarity(word);
    all += rarity;
    if (!words.has(word)) continue;
    said += rarity;
    matched.push(word);
  }
  return { score: all === 0 ? 0 : said / all, words: matched };
}
