import { createFlags } from "@plumbline/sdk/flags/node";
import type { App } from "../../../app.ts";
import { fillHistory } from "./fill-history.ts";
import { type OnCallOptions, sayMended, tellIncident } from "./on-call.ts";
import { newestEntryAt, type ReleaseBotOptions, resolveErrors } from "./release-bot.ts";
import { type SendEntriesOptions, sendEntries } from "./send-entries.ts";
import { decide, nextShopper } from "./shopper.ts";
import { taxTrouble } from "./tax-trouble.ts";
import { visit } from "./visit.ts";

/** Milliseconds between two requests with what the shop has written since. */
const beatMs = 2000;

/** Visitors of one beat, on average: some eighty entries a minute come of it. */
const visitors = 1.1;

/** In trouble everybody tries again, and again. */
const visitorsInTrouble = 2;

/** The release of the services that nothing is told about. */
const quietRelease = "2026.11.2";

export interface RunShopOptions {
  app: App;
  /** The shop's own key. */
  key: string;
  /** The program that reads what came, and says which release mends what. */
  bot: ReleaseBotOptions;
  /** Who opens an incident when tax quotes fail. */
  onCall: OnCallOptions;
  /** Whether the workspace lets the simulation run. */
  isOn(): Promise<boolean>;
}

/**
 * Runs the simulated shop: it evaluates flags by the SDK and writes logs by OTLP and NDJSON, with an API key, as any program would.
 * A fixed beat with a few entries, one request at a time: a laptop does not feel it.
 * @returns what ends it, when nothing is under way any more
 */
export function runShop({ app, key, bot, onCall, isOn }: RunShopOptions): () => Promise<void> {
  const { url } = bot.door;
  const flags = createFlags({ url, key });
  const end = new AbortController();
  const now = () => app.clock.now().getTime();
  const trouble = taxTrouble(now());
  const sending: SendEntriesOptions = {
    url,
    credential: { authorization: `Bearer ${key}` },
    version: (service) => (service === "tax-quotes" ? trouble.release : quietRelease),
  };

  async function beat(): Promise<void> {
    if (!(await isOn())) return;
    const at = now();
    const taxFails = trouble.fails(at);
    const count = poisson(taxFails ? visitorsInTrouble : visitors);
    const entries = Array.from({ length: count }, () => {
      const shopper = nextShopper();
      const began = at - Math.random() * beatMs;
      return visit({
        shopper,
        decisions: decide(flags, shopper),
        at: began,
        taxFails: taxFails && Math.random() < 0.8,
      });
    });
    await sendEntries(entries.flat(), sending);
    if (taxFails && trouble.noticed(at)) await tellIncident(onCall, "tax-quotes");
    const inRelease = trouble.mendedIn(at);
    if (!inRelease) return;
    await resolveErrors(bot, { service: "tax-quotes", inRelease });
    await sayMended(onCall, inRelease);
  }

  async function begin(): Promise<void> {
    const goesOn = async () => !end.signal.aborted && (await isOn());
    if (await goesOn()) await fillHistory({ newest: await newestEntryAt(bot), now: now(), goesOn }, sending);
  }

  const warn = (err: unknown) => {
    if (!end.signal.aborted) app.log.warn({ err }, "The simulated shop of the demo could not reach a door.");
  };
  let work = begin().catch(warn);
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    work = work
      .then(beat)
      .catch(warn)
      .finally(() => {
        busy = false;
      });
  }, beatMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    end.abort();
    await work;
    await flags.close();
  };
}

/** How many come in a while in which so many come on average. */
function poisson(mean: number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = Math.random(); product > least; product *= Math.random()) count += 1;
  return count;
}
