import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A process of ours, to be killed as rudely as a machine would. */
export interface SpawnedNode {
  readonly child: ChildProcess;
  /** Resolves when it has printed a line that holds this text. */
  printed(text: string): Promise<void>;
  /** SIGKILL: nothing of it runs any more when this resolves. */
  kill(): Promise<void>;
}

/** Settings with which a process takes its compiled modules from where earlier ones left them, as behind `scripts/run.mjs`. */
export function compileCache(): Record<string, string> {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {};
}

/** Runs a TypeScript file of ours in a process of its own. */
export function spawnNode(file: URL, env: Record<string, string>, args: readonly string[] = []): SpawnedNode {
  const child = spawn(process.execPath, [file.pathname, ...args], {
    env: { PATH: process.env.PATH ?? "", ...compileCache(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const readers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
      for (const read of readers) read();
    });
  }
  const ended = once(child, "exit");
  return {
    child,
    async printed(text) {
      await new Promise<void>((resolve, reject) => {
        const read = () => {
          if (!output.includes(text)) return;
          readers.delete(read);
          resolve();
        };
        readers.add(read);
        read();
        ended.then(() => reject(new Error(`The process ended before it printed “${text}”:\n${output}`)), reject);
      });
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
