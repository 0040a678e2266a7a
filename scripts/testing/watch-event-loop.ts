import { writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

// The thread of end-endless-loop.ts. What it prints goes past the main thread, which no longer listens.

const { beats, looks, lookMs } = workerData as { beats: Int32Array; looks: number; lookMs: number };
let doing = "what is loaded before the first test";
let last = -1;
let still = 0;
parentPort?.on("message", (name: string) => {
  doing = name;
});
setInterval(() => {
  const beat = Atomics.load(beats, 0);
  still = beat === last ? still + 1 : 0;
  last = beat;
  if (still < looks) return;
  writeSync(
    2,
    `An endless loop in ${doing}: nothing else has run for ${(looks * lookMs) / 1000} s. Its process is killed.\n`,
  );
  process.kill(process.pid, "SIGKILL");
}, lookMs);
