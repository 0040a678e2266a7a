import type { integrations } from "@plumbline/db/schema";
import type { ClaimState } from "../../service/define-claims.ts";
import { findProvider } from "./find-provider.ts";

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

/** A connection that said nothing for so long may be fine and may be dead; nobody can tell, so it counts as stale. */
const quietDays = 7;

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
  const byPolling = mode === "polling";
  const lastText = byPolling ? "No poll has found anything new yet" : "Nothing signed has arrived yet";
  add("live", byPolling ? "Polling brings signals" : "Deliveries arrive signed", lastText);
  return rungs.map((rung) => judge(rung, integration, rungs, now));
}

function judge(rung: LadderRung, integration: Integration, rungs: readonly LadderRung[], now: Date): LadderRung {
  const { degraded } = integration.evidence;
  const highest = rungs.findLast((one) => one.state === "proven") ?? rungs[0];
  if (degraded && rung.key === highest?.key) return { ...rung, state: "broken", text: degraded.reason };
  if (rung.key !== "live" || rung.state !== "proven") return rung;
  const { mode, lastPolledAt, lastDeliveryAt } = integration;
  const seen = (mode === "polling" ? lastPolledAt : lastDeliveryAt) ?? rung.at;
  const quietSince = now.getTime() - (seen?.getTime() ?? 0);
  if (quietSince <= quietDays * 86_400_000) return rung;
  return { ...rung, state: "stale", text: `${rung.text}. Nothing for more than ${quietDays} days since` };
}
