import { murmur3 } from "../hash.ts";
import type { EvaluationContext } from "../model/evaluation.ts";
import type { AnswerSet } from "./wire-answers.ts";

/** Keeps the last answers for the next page. */
export interface AnswerCache {
  /** Those for this context, or null. */
  load(context: EvaluationContext): AnswerSet | null;
  save(context: EvaluationContext, answers: AnswerSet): void;
}

/** Contexts that are kept for one key; of more, the one that was answered longest ago goes. */
const mostContexts = 5;

type Kept = AnswerSet & { mark: string };

/** One entry for each key: some contexts' answers, each with a mark of whom it is for. The context itself is not written down. */
export function answerCache(storage: Pick<Storage, "getItem" | "setItem"> | null, key: string): AnswerCache {
  const name = `plumbline.flags.${key.slice(-6)}`;

  /** The newest first. */
  function read(): Kept[] {
    try {
      const kept: unknown = JSON.parse(storage?.getItem(name) ?? "[]");
      return Array.isArray(kept) ? (kept as Kept[]) : [];
    } catch {
      return [];
    }
  }

  function write(kept: readonly Kept[]): boolean {
    try {
      storage?.setItem(name, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }

  return {
    load(context) {
      const wanted = markOf(context);
      const found = read().find(({ mark }) => mark === wanted);
      return found ? { answers: found.answers, version: found.version, etag: found.etag } : null;
    },
    save(context, answers) {
      if (!storage) return;
      const mark = markOf(context);
      const newest = { mark, ...answers };
      const others = read().filter((one) => one.mark !== mark);
      // Full: those who are here now come first. Full still, or forbidden: the next page asks the server, as without a storage.
      if (!write([newest, ...others].slice(0, mostContexts))) write([newest]);
    },
  };
}

function markOf(context: EvaluationContext): string {
  const text = JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${murmur3(text)}-${murmur3(text, 1)}`;
}
