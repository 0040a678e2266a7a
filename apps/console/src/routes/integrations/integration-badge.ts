import { html, type TemplateResult } from "lit";
import { badge } from "../../parts/badge.ts";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { integrationMark, stateWords } from "../events/describe-event.ts";

/** What the badge of an integration is drawn from. */
export interface BadgeFacts {
  state: string;
  mode: string;
  lastSignalAt: string | null;
}

function words({ state, mode, lastSignalAt }: BadgeFacts): TemplateResult {
  const polling = mode.toLowerCase() === "polling";
  const named = stateWords(state);
  const first = `${named[0]?.toUpperCase() ?? ""}${named.slice(1)}${state.toLowerCase() === "live" && polling ? " by polling" : ""}`;
  if (lastSignalAt) return html`${first}, last signal ${timeAgo(lastSignalAt)}`;
  return html`${first}${state.toLowerCase() === "live" ? "" : ", nothing arrived yet"}`;
}

function markOf({ state }: BadgeFacts): MarkState {
  return integrationMark(state);
}

/** The badge of an integration's page head: "live, last signal 2 s ago" only when a signal really came. */
export function integrationBadge(facts: BadgeFacts): TemplateResult {
  return badge(markOf(facts), words(facts));
}

/** The same in a table's cell. */
export function integrationState(facts: BadgeFacts): TemplateResult {
  const named = stateWords(facts.state);
  return stateWord(
    markOf(facts),
    `${named[0]?.toUpperCase() ?? ""}${named.slice(1)}${facts.mode.toLowerCase() === "polling" ? ", by polling" : ""}`,
  );
}
