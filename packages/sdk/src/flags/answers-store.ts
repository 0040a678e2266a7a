import type { FlagAnswers, FlagStore } from "./store.ts";

/** A store of answers that stay as they are: for rendering on a server, for tests and for previews. */
export function answersStore(answers: FlagAnswers): FlagStore {
  const version = Object.values(answers)[0]?.snapshotVersion ?? 0;
  return {
    bootstrap: answers,
    status: { state: "cached", version, ageMs: null, problem: null },
    get(key, fallback) {
      const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
      if (answer) return answer.reason === "ERROR" ? { ...answer, value: fallback } : answer;
      return {
        value: fallback,
        variant: null,
        reason: "ERROR",
        step: "error",
        ruleId: null,
        snapshotVersion: version,
        errorCode: "FLAG_NOT_FOUND",
        errorMessage: `No flag ${key}`,
      };
    },
    getAll: () => answers,
    subscribe: () => () => {},
    onStatus: () => () => {},
  };
}
