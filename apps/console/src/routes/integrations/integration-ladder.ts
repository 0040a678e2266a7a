import { html, nothing, type TemplateResult } from "lit";
import { momentOf } from "../../parts/clock.ts";
import { ladder, type Rung } from "../../parts/ladder.ts";
import type { MarkState } from "../../parts/mark.ts";
import { localTimes } from "./local-times.ts";

/** A rung as the API gives it. */
export interface ApiRung {
  key: string;
  title: string;
  state: string;
  text: string;
  at: string | null;
}

const names: Record<string, string> = {
  authorised: "Authorised",
  webhook_registered: "Webhook registered",
  live: "Live",
};

function rung({ key, title, state, text, at }: ApiRung): Rung {
  return {
    title: names[key] ?? title,
    state: state.toLowerCase() as MarkState,
    evidence: html`${at ? html`<b>${momentOf(at)}</b> ` : nothing}${localTimes(text)}`,
  };
}

/** The state of an integration with its evidence: solid up to where something real has proven it. */
export function integrationLadder(rungs: readonly ApiRung[]): TemplateResult {
  return html`<section class="panel states" aria-labelledby="state"><h2 class="vh" id="state">State and its evidence</h2>${ladder(rungs.map(rung))}</section>`;
}
