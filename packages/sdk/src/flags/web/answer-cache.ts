import { murmur3 } from "../hash.ts";
import type { EvaluationContext } from "../model/evaluation.ts";
import type { AnswerSet } from "./wire-answers.ts";

/** Keeps the last answers for the next page. */
export interface AnswerCache {
  /** Those for this context, or null. */
  load(context: EvaluationContext): AnswerSet | null;
  save(context: EvaluationContext, answers: AnswerSet): void;
}

/** One entry for each key, with a mark of whom it is for: the context itself is not written down. */
export function answerCache(storage: Pick<Storage, "getItem" | "setItem"> | null, key: string): AnswerCache {
  const name = `plumbline.flags.${key.slice(-6)}`;
  return {
    load(context) {
      try {
        const { mark, ...kept } = JSON.parse(storage?.getItem(name) ?? "{}") as AnswerSet & { mark?: string };
        return mark === markOf(context) ? kept : null;
      } catch {
        return null;
      }
    },
    save(context, answers) {
      try {
        storage?.setItem(name, JSON.stringify({ mark: markOf(context), ...answers }));
      } catch {
        // Full or forbidden: the next page asks the server, as without a storage.
      }
    },
  };
}

function markOf(context: EvaluationContext): string {
  const text = JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${murmur3(text)}-${murmur3(text, 1)}`;
}
