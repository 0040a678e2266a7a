import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process of its own, so that what is measured does not share its event loop with what measures. @param name a file of this folder */
export function startFarSide(name: string, args: string[]): ChildProcess {
  return fork(`bench/far-side/${name}.ts`, args, { execArgv: ["--disable-warning=ExperimentalWarning"] });
}

/** The next message of a process that has this field. */
export async function messageWith<T>(child: ChildProcess, field: string): Promise<T> {
  for (;;) {
    const [value] = await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => {
        throw new Error(`${child.spawnfile} ended before it said ${field}.`);
      }),
    ]);
    if (field in value) return value as T;
  }
}
