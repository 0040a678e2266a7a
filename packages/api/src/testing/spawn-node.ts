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

/** Runs a TypeScript file of ours in a process of its own. */
export function spawnNode(file: URL, env: Record<string, string>, args: readonly string[] = []): SpawnedNode {
  const child = spawn(process.execPath, [file.pathname, ...args], {
    env: { PATH: process.env.PATH ?? "", ...env },
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
