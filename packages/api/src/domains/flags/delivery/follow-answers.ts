import type { EvaluationContext, Snapshot } from "@plumbline/sdk/flags";
import type { WireAnswer, WireChange } from "@plumbline/sdk/flags/web";
import type { Context } from "../../../service/context.ts";
import { requireShortLists } from "../evaluation/require-short-lists.ts";
import { answerOf } from "./answer-of.ts";
import { etagOf, nameOf } from "./etag-of.ts";
import { flagPlace } from "./flag-place.ts";
import { type ReadySnapshot, snapshotCache } from "./snapshot-cache.ts";

export interface FollowAnswersOptions {
  context: EvaluationContext;
  /** Names the answers that the caller has; null when it has none. */
  etag: string | null;
  /** True while the caller is behind with what it was told. It is then told nothing, until `catchUp`. */
  isBusy(): boolean;
  /** Called at once with what the caller lacks, and with every change; what happened while it was behind is told as one. */
  onChange(change: WireChange): void;
  /** Called when the context cannot be evaluated any more; asking again says why. */
  onEnd(): void;
}

/** One context's answers as they change. */
export interface AnswerFollower {
  /** Evaluates what may have changed by time alone: windows and overrides that end. */
  tick(): void;
  /** Tells what the caller was not told while it was busy, measured against what it was. */
  catchUp(): void;
  close(): void;
}

/**
 * Follows the answers of one context in the key's environment.
 * @throws UnauthenticatedError @throws ForbiddenError without `flags:evaluate`
 * @throws InvalidInputError for a context with lists that the patterns would take too long for
 */
export async function followAnswers(ctx: Context, options: FollowAnswersOptions): Promise<AnswerFollower> {
  const { context, etag, isBusy, onChange, onEnd } = options;
  const place = await flagPlace(ctx, "flags:evaluate");
  const cache = snapshotCache(ctx.app);
  let ready = await cache.get(place);
  requireShortLists(ready.snapshot, context);
  let toldVersion = 0;
  /** Names of what the caller has: the answers themselves would be held as often as there are streams. */
  const told = new Map<string, string>();
  let name = "";
  let behind = false;

  function tell(kind: WireChange["kind"], flags: readonly WireAnswer[], removed: readonly string[]): void {
    const { version } = ready.compiled;
    if (kind === "some") name = etagOf(told.values());
    toldVersion = version;
    onChange({ kind, version, etag: name, flags, removed });
  }

  function evaluate(keys: Iterable<string>): void {
    const flags: WireAnswer[] = [];
    const removed: string[] = [];
    for (const key of keys) {
      if (!ready.compiled.flag(key)) {
        if (told.delete(key)) removed.push(key);
        continue;
      }
      const answer = answerOf(ready.compiled, key, context);
      const named = nameOf(answer);
      if (told.get(key) === named) continue;
      told.set(key, named);
      flags.push(answer);
    }
    if (flags.length > 0 || removed.length > 0) tell("some", flags, removed);
    // Also a change that is none for this context: the caller's version says what it is up to date with.
    else if (ready.compiled.version !== toldVersion) tell("same", [], []);
  }

  const answers = ready.compiled.keys.map((key) => answerOf(ready.compiled, key, context));
  for (const answer of answers) told.set(answer.key, nameOf(answer));
  name = etagOf(told.values());
  const same = etag === name;
  tell(same ? "same" : "all", same ? [] : answers, []);

  const take = (next: ReadySnapshot) => {
    const { since } = next;
    const direct = since?.version === ready.snapshot.version;
    try {
      requireShortLists(next.snapshot, context);
    } catch {
      return onEnd();
    }
    ready = next;
    behind ||= isBusy();
    if (behind) return;
    evaluate(direct ? since.flags : all());
  };
  const all = () => new Set([...told.keys(), ...ready.compiled.keys]);
  const close = cache.follow(place, take);
  // One that came between reading and following.
  cache.get(place).then(
    (newest) => newest.snapshot.version > ready.snapshot.version && take(newest),
    () => {},
  );
  return {
    close,
    tick() {
      if (!isBusy() && endsByTime(ready.snapshot)) evaluate(ready.compiled.keys);
    },
    catchUp() {
      if (!behind || isBusy()) return;
      behind = false;
      evaluate(all());
    },
  };
}

/** Whether a flag may answer otherwise later without a change. Asked once for each snapshot. */
const timed = new WeakMap<Snapshot, boolean>();
function endsByTime(snapshot: Snapshot): boolean {
  const known = timed.get(snapshot);
  if (known !== undefined) return known;
  const found = snapshot.flags.some(
    ({ schedule, userOverrides = [], tenantOverrides = [] }) =>
      schedule || [...userOverrides, ...tenantOverrides].some(({ expiresAt }) => expiresAt),
  );
  timed.set(snapshot, found);
  return found;
}
