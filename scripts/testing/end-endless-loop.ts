import { Worker } from "node:worker_threads";

/** How often the thread looks, in milliseconds. */
const lookMs = 500;

/** Tells the thread what this process is at, for what it says at the end. */
export type SayWhat = (name: string) => void;

/**
 * Kills this process when its event loop has stood still for that long: a test that never yields cannot be ended by the runner's own
 * time limit, and the run would hang without a word. The thread counts its own looks, not the clock, so that a computer that slept
 * does not count as standing still.
 */
export function endEndlessLoop(seconds: number): SayWhat {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beats, 0, 1), lookMs).unref();
  const looks = Math.ceil((seconds * 1000) / lookMs);
  const watch = new URL("watch-event-loop.ts", import.meta.url);
  // What this process was started with (a preload, a script in the command line) is not for the thread.
  const thread = new Worker(watch, { workerData: { beats, looks, lookMs }, execArgv: [] });
  thread.unref();
  return (name) => thread.postMessage(name);
}
