/** A candidate as a model is shown it. */
export interface ModelCandidate {
  /** Its number in the question, from 1: the only name by which the answer may call it. */
  number: number;
  document: string;
  section: string;
  sentence: string;
  lines: string[];
}

/** What a model is asked: the candidates of one change. Bounded by `question-of.ts`. */
export interface ModelQuestion {
  change: string;
  candidates: ModelCandidate[];
}

/** What a model said. Already checked: each candidate of the question once. */
export interface ModelAnswer {
  /** The model as it named itself. */
  model: string;
  /** The most probable first. */
  ranked: { number: number; draft: string | null }[];
}

/** Something that can order the candidates of one change and draft the sentences that would be true, and nothing else. */
export interface DriftModel {
  /** @throws ModelError when there is no usable answer */
  judge(question: ModelQuestion): Promise<ModelAnswer>;
}
