import type { ParsedDocument } from "./parse-document.ts";

/**
 * As many more documents as if these words were nowhere in them: with three documents a word that stands in one of them is still
 * a rare word.
 */
const unseen = 20;

/** The documents of a workspace with how rare each term is among them. Takes changes one document at a time. */
export class Corpus {
  readonly documents = new Map<string, ParsedDocument>();
  readonly #postings = new Map<string, Map<string, number>>();
  readonly #subjects = new Map<string, number>();
  #length = 0;

  set(document: ParsedDocument): void {
    this.delete(document.path);
    this.documents.set(document.path, document);
    this.#length += document.length;
    for (const [term, count] of document.terms) {
      const posting = this.#postings.get(term) ?? new Map<string, number>();
      posting.set(document.path, count);
      this.#postings.set(term, posting);
    }
    for (const word of document.subject) this.#subjects.set(word, (this.#subjects.get(word) ?? 0) + 1);
  }

  delete(path: string): void {
    const document = this.documents.get(path);
    if (!document) return;
    this.documents.delete(path);
    this.#length -= document.length;
    for (const term of document.terms.keys()) {
      const posting = this.#postings.get(term);
      posting?.delete(path);
      if (posting?.size === 0) this.#postings.delete(term);
    }
    for (const word of document.subject) this.#subjects.set(word, (this.#subjects.get(word) ?? 1) - 1);
  }

  /** Documents in which the term stands, with how often. */
  posting(term: string): ReadonlyMap<string, number> | undefined {
    return this.#postings.get(term);
  }

  /** BM25's inverse document frequency: about 0 for a term that stands everywhere. */
  rarity(term: string): number {
    return this.#rarity(this.#postings.get(term)?.size ?? 0);
  }

  /** The same among what documents say that they are about. */
  subjectRarity(word: string): number {
    return this.#rarity(this.#subjects.get(word) ?? 0);
  }

  get averageLength(): number {
    return this.#length / Math.max(1, this.documents.size);
  }

  #rarity(count: number): number {
    const all = this.documents.size + unseen;
    return Math.log(1 + (all - count + 0.5) / (count + 0.5));
  }
}
