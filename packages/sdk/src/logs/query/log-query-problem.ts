/** Why a search cannot be read: where it stands, what is wrong, and what to write instead. */
export interface LogQueryProblem {
  /** First character that it is about, counted from 0. */
  readonly from: number;
  /** The character after the last one. */
  readonly to: number;
  /** What happened and why. */
  readonly message: string;
  /** What to write instead, an example or a sentence. */
  readonly instead: string;
}

/** Ends the reading of a search. `parseLogQuery` catches it; it never leaves this folder. */
export class LogQueryError extends Error {
  override readonly name = "LogQueryError";
  readonly problem: LogQueryProblem;

  constructor(problem: LogQueryProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
