import type { Evaluation, EvaluationErrorCode, Reason } from "../model/evaluation.ts";
import type { FlagValue } from "../model/json-value.ts";
import type { FlagAnswers } from "../store.ts";

/** One flag's answer as the server sends it: what came out, never why. */
export interface WireAnswer {
  key: string;
  /** Left out for a flag that cannot be evaluated. */
  value?: FlagValue;
  variant?: string;
  reason: Reason;
  errorCode?: EvaluationErrorCode;
}

/** What the stream of answers says. */
export interface WireChange {
  /** `all` replaces everything that is known, `some` changes part of it, `same` says that what the client has still holds. */
  kind: "all" | "some" | "same";
  /** Version of the environment's flags. */
  version: number;
  /** Names these answers; a client that comes back with it is not told them again. */
  etag: string;
  flags: readonly WireAnswer[];
  /** Keys of flags that are gone. */
  removed: readonly string[];
}

/** The answers of one context. */
export interface AnswerSet {
  answers: FlagAnswers;
  version: number;
  etag: string;
}

/** What is known after a change. What it does not name answers in its version as before. */
export function answersOf({ kind, version, etag, flags, removed }: WireChange, before: FlagAnswers): AnswerSet {
  const answers: Record<string, Evaluation> = {};
  const kept = kind === "all" ? [] : Object.entries(before);
  for (const [key, answer] of kept) answers[key] = { ...answer, snapshotVersion: version };
  for (const key of removed) delete answers[key];
  for (const { key, value = null, variant = null, reason, errorCode } of flags) {
    answers[key] = {
      value,
      variant,
      reason,
      step: errorCode ? "error" : "remote",
      ruleId: null,
      snapshotVersion: version,
      ...(errorCode
        ? { errorCode, errorMessage: `Flag ${key} cannot be evaluated; its page in the console says why.` }
        : {}),
    };
  }
  return { answers, version, etag };
}

/** Whether two answers say the same; in which versions does not count. */
export function isSameAnswer(one: Evaluation | undefined, other: Evaluation | undefined): boolean {
  const told = (answer: Evaluation | undefined) => answer && JSON.stringify({ ...answer, snapshotVersion: 0 });
  return one === other || told(one) === told(other);
}
