import type { WidgetIntegrationFragment } from "@plumbline/sdk/embed/operations";
import { html, nothing, type TemplateResult } from "lit";
import { type ProofState, proofMark } from "../proof-mark.ts";
import { exactTime, relativeAge } from "../relative-age.ts";
import { judgeIntegration } from "./judge-integration.ts";

/** One integration: name and state, the evidence line below, and its ladder when opened. */
export function integrationItem(
  integration: WidgetIntegrationFragment,
  now: number,
  changed: boolean,
  actions?: TemplateResult,
): TemplateResult {
  const { state, word, evidence, at, nextStep } = judgeIntegration(integration);
  const { name, providerName, rungs } = integration;
  return html`<li part="item" class=${changed ? "changed" : ""}>
    <details>
      <summary>
        <span class="name" part="name">${name} ${name === providerName ? nothing : html`<span class="provider">${providerName}</span>`}</span>
        <span class="state is-${state}" part="state">${proofMark(state)}${word}</span>
        <span class="evidence" part="evidence">${evidence}</span>
        ${at ? html`<time class="age" part="age" datetime=${at} title=${exactTime(at)}>${relativeAge(at, now)} ago</time>` : nothing}
        ${nextStep ? html`<span class="next">${nextStep}</span>` : nothing}
      </summary>
      <ol class="rungs" part="ladder">
        ${rungs.map(
          (rung) => html`<li class=${rung.state.toLowerCase()}>
            ${proofMark(rung.state.toLowerCase() as ProofState)}
            <span>${rung.title}<span class="text">, ${words[rung.state]}${rung.at ? ` ${relativeAge(rung.at, now)} ago` : ""}. ${rung.text}.</span></span>
          </li>`,
        )}
      </ol>
      ${actions}
    </details>
  </li>`;
}

const words = { BROKEN: "broken", CLAIMED: "not proven yet", PROVEN: "proven", STALE: "quiet since" };
