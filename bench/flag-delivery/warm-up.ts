import type { ChildProcess } from "node:child_process";
import type { FlagGround } from "../../packages/api/src/testing/make-flag-ground.ts";
import { messageWith } from "../far-side/start-far-side.ts";
import { toggleFlag } from "./toggle-flag.ts";

/** Milliseconds until every client must follow. */
const patienceMs = 120_000;

/** Changes a flag until every client has heard of it: having a snapshot is not yet following. @returns the version that all have */
export async function warmUp(ground: FlagGround, flagId: string, far: readonly ChildProcess[]): Promise<number> {
  const ready = await Promise.all(far.map((child) => messageWith<{ version: number }>(child, "ready")));
  const from = Math.max(...ready.map(({ version }) => version));
  // Twice, so that the flag is as it was.
  const made = await toggleFlag(ground, flagId, { from, times: 2, everyMs: 100 });
  const end = Date.now() + patienceMs;
  for (;;) {
    const told = await Promise.all(
      far.map((child) => {
        child.send({ changes: made });
        return messageWith<{ behind: number }>(child, "behind");
      }),
    );
    const behind = told.reduce((sum, one) => sum + one.behind, 0);
    if (behind === 0) return from + 2;
    if (Date.now() > end) throw new Error(`${behind} clients never followed.`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
