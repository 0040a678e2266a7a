import { setImmediate } from "node:timers/promises";

/** Milliseconds of work after which everybody else gets a turn. */
const turnMs = 15;

/** Units of work between two looks at the clock. */
const lookEvery = 256;

export interface PaceOptions {
  /** Units of work (points, evaluations, events) at most. Default 1,000,000. */
  mostWork?: number;
  /** Milliseconds from the beginning to the end at most. Default 1500. */
  mostMs?: number;
}

/** Lets long work go on in turns, and ends it when it has had enough. */
export interface Pace {
  /** Why the work has to end, in one sentence; null while it may go on. */
  readonly ended: string | null;
  /** Counts one unit of work. @returns whether it is time to `rest` */
  spend(): boolean;
  /** Gives the event loop a turn. @returns whether the work may go on */
  rest(): Promise<boolean>;
}

export function startPace({ mostWork = 1_000_000, mostMs = 1500 }: PaceOptions = {}): Pace {
  const begun = performance.now();
  let turnBegun = begun;
  let work = 0;
  let ended: string | null = null;
  return {
    get ended() {
      return ended;
    },
    spend() {
      work += 1;
      return work > mostWork || (work % lookEvery === 0 && performance.now() - turnBegun >= turnMs);
    },
    async rest() {
      if (work > mostWork)
        ended ??= `More than ${mostWork.toLocaleString("en")} points had to be evaluated. Narrow the filter or the window.`;
      else if (performance.now() - begun >= mostMs)
        ended ??= `The dry run took longer than ${mostMs / 1000} s. Narrow the filter or the window, or try again later.`;
      await setImmediate();
      turnBegun = performance.now();
      return ended === null;
    },
  };
}
