import type { App } from "../../../app.ts";
import type { Actor } from "../../../service/actor.ts";
import { perApp } from "../../../service/per-app.ts";
import type { FlagPlace } from "../delivery/flag-place.ts";
import { writeExposures } from "./write-exposures.ts";

/** What evaluates: one SDK with one key. */
export interface SeenSource {
  actor: Extract<Actor, { type: "api_key" }>;
  place: FlagPlace;
  /** `plumbline-node`, or `ofrep`. */
  sdk: string;
  /** Empty when it does not say. */
  sdkVersion: string;
  seenAt: Date;
  evaluations: number;
  dropped: number;
}

/** Evaluations of one flag that ended alike, within one hour. */
export interface SeenExposure {
  place: FlagPlace;
  flag: string;
  /** Empty for the caller's own default. */
  variant: string;
  hour: Date;
  at: Date;
  count: number;
}

/** Evaluations of one flag that were decided alike, within one minute. */
export interface SeenDecision {
  place: FlagPlace;
  flag: string;
  /** Empty where the answer did not say. */
  step: string;
  /** Empty except at step `rules`. */
  rule: string;
  minute: Date;
  count: number;
}

/** What has not been written yet. */
export interface ExposureBatch {
  sources: SeenSource[];
  exposures: SeenExposure[];
  decisions: SeenDecision[];
}

/** Evaluations of one flag that ended alike. */
export interface NotedEvaluations {
  flag: string;
  variant: string | null;
  /** What decided; left out where the answer did not say. */
  step?: string | null | undefined;
  /** The rule that decided, at step `rules`. */
  ruleId?: string | null | undefined;
  count: number;
}

export interface ExposureNote {
  source: Pick<SeenSource, "actor" | "place" | "sdk" | "sdkVersion">;
  evaluations: readonly NotedEvaluations[];
  /** Evaluations beyond those that are named. Default 0 */
  more?: number;
  /** Evaluations that were not counted. Default 0 */
  dropped?: number;
}

/** Notes are collected for this long before they are written together, in milliseconds. */
const collectMs = 500;
/**
 * Kinds of evaluation that wait at most, and those of one workspace; more are counted as dropped. As many decisions, and SDKs: who
 * holds a publishable key makes up names.
 */
const most = 20_000;
const mostOfOne = 5000;

interface ExposureBuffer {
  note(note: ExposureNote): void;
  /** Writes what waits, now; resolves when it is written or has failed. Never rejects. */
  tell(): Promise<void>;
}

/** Sums up, in memory, what was evaluated: whoever evaluates waits for nothing, and a crash costs half a second of counts. */
export const exposureBuffer = perApp((app: App): ExposureBuffer => {
  const sources = new Map<string, SeenSource>();
  const exposures = new Map<string, SeenExposure>();
  const decisions = new Map<string, SeenDecision>();
  /** What waits, by its kind and workspace. */
  const waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();

  function write(): void {
    timer = null;
    const batch = {
      sources: [...sources.values()],
      exposures: [...exposures.values()],
      decisions: [...decisions.values()],
    };
    sources.clear();
    exposures.clear();
    waiting.clear();
    decisions.clear();
    // One after the other: two batches of one process would wait for each other's rows.
    writing = writing
      .then(() => writeExposures(app, batch))
      .catch((err) =>
        app.log.warn({ err }, "Evaluations of flags were not counted; evaluating itself is not touched."),
      );
  }

  /** Takes a place for one more, where there is one. */
  function enter({ size }: Map<string, unknown>, kind: string, { workspaceId }: FlagPlace): boolean {
    const own = waiting.get(`${kind} ${workspaceId}`) ?? 0;
    if (size >= most || own >= mostOfOne) return false;
    waiting.set(`${kind} ${workspaceId}`, own + 1);
    return true;
  }

  function decided(place: FlagPlace, now: Date, { flag, step, ruleId, count }: NotedEvaluations): void {
    const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
    const rule = ruleId ?? "";
    const key = `${place.environmentId} ${minute.getTime()} ${step ?? ""} ${JSON.stringify(rule)} ${flag}`;
    const known = decisions.get(key);
    if (known) known.count += count;
    else if (enter(decisions, "decision", place))
      decisions.set(key, { place, flag, step: step ?? "", rule, minute, count });
  }

  return {
    note({ source, evaluations, more = 0, dropped = 0 }) {
      const now = app.clock.now();
      const { actor, place, sdk, sdkVersion } = source;
      const id = `${actor.apiKeyId} ${sdk} ${sdkVersion}`;
      const found = sources.get(id);
      if (!found && !enter(sources, "source", place)) return;
      const seen = found ?? { ...source, seenAt: now, evaluations: 0, dropped: 0 };
      sources.set(id, seen);
      seen.seenAt = now;
      seen.evaluations += more;
      seen.dropped += dropped;
      const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
      for (const evaluation of evaluations) {
        const { flag, variant, count } = evaluation;
        seen.evaluations += count;
        const key = `${place.environmentId} ${hour.getTime()} ${variant ?? ""} ${flag}`;
        const known = exposures.get(key);
        if (!known && !enter(exposures, "exposure", place)) {
          seen.dropped += count;
          continue;
        }
        decided(place, now, evaluation);
        const one = known ?? { place, flag, variant: variant ?? "", hour, at: now, count: 0 };
        one.count += count;
        one.at = now;
        exposures.set(key, one);
      }
      timer ??= setTimeout(write, collectMs).unref();
    },
    async tell() {
      if (timer) {
        clearTimeout(timer);
        write();
      }
      await writing;
    },
  };
});
