import { pause } from "../backoff.ts";
import type { Carry } from "./stretch.ts";

/** The last resort: asks at intervals what happened since the cursor. @param everyMs between two questions */
export function pollingCarrier(everyMs: number): Carry {
  return async ({ signal, poll, onOpen }) => {
    while (!signal.aborted) {
      await poll();
      if (signal.aborted) return;
      onOpen(everyMs);
      await pause(everyMs, signal);
    }
  };
}
