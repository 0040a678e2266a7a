import type { integrations } from "@plumbline/db/schema";
import type { ClaimState } from "../../service/define-claims.ts";
import { findProvider } from "./find-provider.ts";
import { durationWords, isQuiet, quietAfter } from "./silence/quiet-since.ts";

type Integration = typeof integrations.$inferSelect;

/** One rung of the ladder as people read it. */
export interface LadderRung {
  key: "authorised" | "webhook_registered" | "live";
  /** What is claimed when this rung is reached. */
  title: string;
  state: ClaimState;
  /** What proved it, or what is still to come. */
  text: string;
  /** When it was proven; null until then. */
  at: Date | null;
}

/** The rungs that this integration has to climb, each with its evidence. A degradation breaks the highest one reached. */
export function rungsOf(integration: Integration, now: Date): LadderRung[] {
  const { evidence, mode, method } = integration;
  const provider = findProvider(integration.provider);
  const rungs: LadderRung[] = [];
  const add = (key: LadderRung["key"], title: string, yetToCome: string) => {
    const rung = evidence[key];
    rungs.push({
      key,
      title,
      state: rung ? "proven" : "claimed",
      text: rung?.text ?? yetToCome,
      at: rung ? new Date(rung.at) : null,
    });
  };
  if (method !== "secret") {
    add("authorised", `${provider.name} accepts the credentials`, "No call with them has succeeded yet");
  }
  if (mode === "webhook" && method !== "secret" && (provider.registration || integration.appId)) {
    const choose = provider.targets ? `Choose ${provider.targets.plural} to watch` : "Nothing has been read back yet";
    add("webhook_registered", "The webhook at the provider points here", choose);
  }
  const { title, yetToCome } = lastRung(integration);
  if (title) add("live", title, yetToCome);
  return rungs.map((rung) => judge(rung, integration, rungs, now));
}

/** What the last rung claims; nothing where a working credential is all there is, as with a mail server. */
function lastRung({ mode, provider }: Integration): { title: string | null; yetToCome: string } {
  const { webhook, poll, forward } = findProvider(provider);
  if (mode === "polling" && poll)
    return { title: "Polling brings signals", yetToCome: "No poll has found anything new yet" };
  if (mode === "webhook" && webhook)
    return { title: "Deliveries arrive signed", yetToCome: "Nothing signed has arrived yet" };
  return { title: forward ? "Signals are handed on" : null, yetToCome: "No signal has been handed on yet" };
}

function judge(rung: LadderRung, integration: Integration, rungs: readonly LadderRung[], now: Date): LadderRung {
  const { degraded, disconnected } = integration.evidence;
  // What was proven of a connection that is over proves nothing now.
  if (disconnected) return rung.state === "proven" ? { ...rung, state: "stale" } : rung;
  const highest = rungs.findLast((one) => one.state === "proven") ?? rungs[0];
  if (degraded && rung.key === highest?.key) return { ...rung, state: "broken", text: degraded.reason };
  const isSilent = rung.state === "proven" || integration.evidence.stale !== undefined;
  if (rung.key !== "live" || !isSilent) return rung;
  // A connection that said nothing for so long may be fine and may be dead; nobody can tell, so it counts as stale.
  if (!integration.evidence.stale && !isQuiet(integration, now)) return rung;
  const reason = integration.evidence.stale?.reason;
  const quiet = `Nothing for more than ${durationWords(quietAfter(integration) ?? 0)} since`;
  return { ...rung, state: "stale", text: reason ?? `${rung.text}. ${quiet}` };
}
