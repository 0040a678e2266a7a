/** How rare each token is among the questions of a workspace. */
export class QuestionRarity {
  readonly #counts = new Map<string, number>();
  #all = 0;

  constructor(questions: Iterable<readonly string[]>) {
    for (const tokens of questions) this.add(tokens);
  }

  add(tokens: readonly string[]): void {
    this.#all += 1;
    for (const token of tokens) this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
  }

  /** Never 0, so that the first questions of a workspace can be alike too. */
  of(token: string): number {
    return Math.log(1 + (this.#all + 20) / ((this.#counts.get(token) ?? 0) + 1));
  }

  /** Cosine of the two questions' tf-idf vectors, 0 to 1. A token counts once: questions are short. */
  similarity(a: readonly string[], b: readonly string[]): number {
    const other = new Set(b);
    let shared = 0;
    for (const token of a) if (other.has(token)) shared += this.of(token) ** 2;
    const length = (tokens: readonly string[]) =>
      Math.sqrt(tokens.reduce((sum, token) => sum + this.of(token) ** 2, 0));
    return shared === 0 ? 0 : shared / (length(a) * length(b));
  }
}

/** From here on two questions are one. Below, “how do I reset my password” and “how do I reset a webhook” would meet. */
export const sameQuestion = 0.55;
