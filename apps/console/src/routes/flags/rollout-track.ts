import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { cssVars } from "../../parts/css-vars.ts";

export interface RolloutTrack {
  /** What the flag lets in now, in percent. */
  now: number;
  /** The plan's steps, in percent. */
  steps: readonly number[];
  /** How many of them were taken. */
  taken: number;
  /** When what lies beyond `now` was given back; null when it was not. */
  givenBackAt: string | null;
  /** Share of answers that were not the default, in percent, and since when; null where nobody asked. */
  measured: { share: number; since: string } | null;
}

/** How far a rollout is: the share in large, and on a rail. What was reached and given back is hatched. */
export function rolloutTrack({ now, steps, taken, givenBackAt, measured }: RolloutTrack): TemplateResult {
  const reached = Math.max(now, steps[taken - 1] ?? 0);
  const lost = givenBackAt !== null && reached > now;
  const said = [
    `At ${now} %.`,
    ...(lost ? [`${reached} % was given back.`] : []),
    ...(reached < 100 ? [`Not reached: ${steps.filter((step) => step > reached).join(", ") || 100} %.`] : []),
  ];
  const marks = [...new Set([now, ...steps])].filter((step) => step > 4 && step < 100).sort((a, b) => a - b);
  const shown = marks.filter(
    (step, index) => step === now || step - (marks[index - 1] ?? -100) >= 8 || marks.length < 5,
  );
  return html`<div class="now"><p class="figure">${now}\u00a0%<small>${measured ? html`measured ${measured.share.toFixed(1)}\u00a0% since ${exactTime(measured.since, "minute")}` : "nobody has asked lately"}</small></p>
    <div class="track" role="img" aria-label=${said.join(" ")}><i class="rail"></i><i class="on" ${cssVars({ "--to": now })}></i>${lost ? html`<i class="lost" ${cssVars({ "--from": now, "--to": reached })}></i><span class="back" ${cssVars({ "--at": Math.min(now, 60) })}>given back at ${exactTime(givenBackAt, "minute")}</span>` : nothing}<span class="start">0</span>${shown.map((step) => html`<span class=${step === now ? "at" : ""} ${cssVars({ "--at": step })}>${step}\u00a0%</span>`)}<span class="end ${now === 100 ? "at" : ""}">100\u00a0%</span></div></div>`;
}
