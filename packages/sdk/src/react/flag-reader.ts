import type { Evaluation } from "../flags/model/evaluation.ts";
import type { FlagAnswers, FlagStore } from "../flags/store.ts";

/**
 * A store as React reads it: the same object until something changed, and a listener is called for its own flags only. A flag is asked for
 * once for each change and not for each render: what is asked is counted.
 */
export class FlagReader {
  readonly #store: FlagStore;
  readonly #answers = new Map<string, Evaluation>();
  readonly #initial = new Map<string, Evaluation>();
  /** Keys whose answer holds until the store says otherwise. */
  readonly #valid = new Set<string>();
  readonly #listeners = new Map<string | null, Set<() => void>>();
  #all: FlagAnswers | null = null;
  #ends: (() => void)[] = [];

  constructor(store: FlagStore) {
    this.#store = store;
  }

  read(key: string): Evaluation {
    const known = this.#answers.get(key);
    if (known && this.#valid.has(key)) return known;
    const answer = unchanged(known, this.#store.get(key, null));
    this.#answers.set(key, answer);
    // Nobody tells of changes before the first subscription.
    if (this.#ends.length > 0) this.#valid.add(key);
    return answer;
  }

  /** What the page was rendered with, while it is hydrated; without a bootstrap as `read`. */
  readInitial(key: string): Evaluation {
    const { bootstrap } = this.#store;
    if (!bootstrap) return this.read(key);
    const known = this.#initial.get(key);
    if (known) return known;
    const answer = unchanged(this.read(key), Object.hasOwn(bootstrap, key) ? bootstrap[key] : undefined);
    this.#initial.set(key, answer);
    return answer;
  }

  /** Every flag's answer; the same object until one of them changed. */
  readAll(): FlagAnswers {
    const now = this.#store.getAll();
    const before = this.#all;
    if (now === before) return before;
    const answers = Object.fromEntries(
      Object.entries(now).map(([key, answer]) => [key, unchanged(before?.[key], answer)]),
    );
    const keys = Object.keys(answers);
    const same =
      before && keys.length === Object.keys(before).length && keys.every((key) => answers[key] === before[key]);
    this.#all = same ? before : answers;
    return this.#all;
  }

  readInitialAll(): FlagAnswers {
    return this.#store.bootstrap ?? this.readAll();
  }

  /** Nothing is known yet, and the first answer is on its way. */
  isWaiting(): boolean {
    return this.#store.status.state === "starting" && !this.#store.bootstrap;
  }

  get state(): FlagStore["status"]["state"] {
    return this.#store.status.state;
  }

  get initialState(): FlagStore["status"]["state"] {
    return this.#store.bootstrap ? "cached" : this.state;
  }

  /** @param key null for every flag, and the store's state */
  subscribe(key: string | null, listener: () => void): () => void {
    if (this.#listeners.size === 0) this.#follow();
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(key);
      if (this.#listeners.size === 0) this.#leave();
    };
  }

  #follow(): void {
    const told = (keys: readonly (string | null)[]) => {
      for (const key of keys) if (key !== null) this.#valid.delete(key);
      for (const key of [...keys, null]) for (const listener of [...(this.#listeners.get(key) ?? [])]) listener();
    };
    let known = this.state;
    this.#ends = [
      this.#store.subscribe(told),
      // The reason of every answer says whether it is cached or stale. Another version alone changes none.
      this.#store.onStatus(({ state }) => {
        if (state === known) return;
        known = state;
        this.#valid.clear();
        told([...this.#listeners.keys()].filter((key) => key !== null));
      }),
    ];
  }

  #leave(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#valid.clear();
  }
}

const nothing: Evaluation = {
  value: null,
  variant: null,
  reason: "ERROR",
  step: "error",
  ruleId: null,
  snapshotVersion: 0,
  errorCode: "FLAG_NOT_FOUND",
};

/** The object from before where it says the same, so that React sees no change; its value where only that is the same. */
function unchanged(before: Evaluation | undefined, now: Evaluation = nothing): Evaluation {
  if (!before || before === now) return now;
  const sameValue = before.value === now.value || JSON.stringify(before.value) === JSON.stringify(now.value);
  if (!sameValue) return now;
  const fields = ["variant", "reason", "step", "ruleId", "errorCode", "errorMessage"] as const;
  return fields.every((field) => before[field] === now[field]) ? before : { ...now, value: before.value };
}
