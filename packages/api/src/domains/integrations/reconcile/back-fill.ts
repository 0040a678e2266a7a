import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import type { Provider } from "../provider.ts";

/** What was asked for because it may have been missed. */
export interface BackFill {
  from: Date;
  /** False when the provider cannot tell what was. */
  lookedBack: boolean;
  signals: NormalisedSignal[];
}

/** Polls in a row: a long gap may not fit into one answer. */
const mostRuns = 10;
/** Clocks differ, and an event takes its time to show: what is told twice is stored once. */
const overlapMs = 120_000;

/** Asks the provider for everything since `from`, by polling. What is known already is sorted out where it is stored. */
export async function backFill(provider: Provider, access: ProviderAccess, from: Date): Promise<BackFill> {
  const { poll } = provider;
  if (!poll?.cursorAt) return { from, lookedBack: false, signals: [] };
  let cursor = poll.cursorAt(new Date(from.getTime() - overlapMs), access);
  const signals = new Map<string, NormalisedSignal>();
  for (let run = 0; run < mostRuns; run += 1) {
    const result = await poll.run(access, cursor);
    const before = signals.size;
    for (const signal of result.signals) signals.set(signal.key, signal);
    cursor = result.cursor;
    // A page may hold nothing of ours and still have one after it; and what is read again on purpose is nothing new.
    if (!(result.more ?? signals.size > before)) break;
  }
  return { from, lookedBack: true, signals: [...signals.values()] };
}
