import { setTimeout } from "node:timers/promises";
import { type SendEntriesOptions, sendEntries } from "./send-entries.ts";
import type { ShopEntry } from "./shop-entry.ts";
import { nextShopper, withoutFlags } from "./shopper.ts";
import { visit } from "./visit.ts";

const minuteMs = 60_000;

/** Hours of history that a new demo has. */
const hours = 12;

/** Entries of one request. */
const batchSize = 1000;

/** Milliseconds between two requests: whoever opens the demo is not kept waiting by its past. */
const restMs = 100;

/**
 * Sends what the shop would have written until now, the oldest first: the last hours, or what is missing since the newest entry.
 * @param newest when the newest entry happened, in milliseconds since 1970; null when there is none
 * @param goesOn asked after each request, whether there is to be another one
 */
export async function fillHistory(
  { newest, now, goesOn }: { newest: number | null; now: number; goesOn: () => Promise<boolean> },
  options: SendEntriesOptions,
): Promise<void> {
  const begin = Math.max(newest ?? 0, now - hours * 60 * minuteMs);
  let waiting: ShopEntry[] = [];
  for (let at = begin; at < now - minuteMs; at += minuteMs) {
    waiting.push(...minuteOf(at, now));
    if (waiting.length < batchSize) continue;
    await sendEntries(waiting, options);
    waiting = [];
    await setTimeout(restMs, undefined, { ref: false });
    if (!(await goesOn())) return;
  }
  await sendEntries(waiting, options);
}

/** A minute of the past: busier the nearer it is, and every hour and a half a few in which tax could not be quoted. */
function minuteOf(at: number, now: number): ShopEntry[] {
  const ago = (now - at) / (60 * minuteMs);
  const usual = 2.5 + 27 * Math.exp(-ago) + 1.5 * Math.sin(ago * 2.2);
  const visits = Math.round(usual * (0.7 + Math.random() * 0.6));
  const intoHour = (at / minuteMs) % 97;
  const taxFails = intoHour < 4;
  return Array.from({ length: visits }, () =>
    visit({
      shopper: nextShopper(),
      decisions: withoutFlags,
      at: at + Math.random() * minuteMs,
      taxFails: taxFails && Math.random() < 0.7,
    }),
  ).flat();
}
