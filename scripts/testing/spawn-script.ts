import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";

/** A command as a person starts it, behind run.mjs as npm does. */
export interface SpawnedScript {
  child: ChildProcess;
  /** Everything that it printed so far. */
  output(): string;
  /** Waits until that was printed; fails when it ends before. */
  prints(words: string): Promise<void>;
  /** Its exit code. */
  ended: Promise<number | null>;
}

/** Runs a file and its arguments through run.mjs, on a free port. */
export function spawnScript(command: string[], env: Record<string, string>): SpawnedScript {
  const child = spawn(process.execPath, ["scripts/run.mjs", ...command], {
    cwd: resolve(import.meta.dirname, "../.."),
    env: { ...process.env, PORT: "0", LOG_LEVEL: "silent", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return {
    child,
    ended: once(child, "close").then(([code]) => code as number | null),
    output: () => text,
    async prints(words) {
      for (let waited = 0; !text.includes(words) && child.exitCode === null && waited < 100_000; waited += 20) {
        await sleep(20);
      }
      expect(text).toContain(words);
    },
  };
}
