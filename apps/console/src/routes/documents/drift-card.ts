import { html, nothing, type TemplateResult } from "lit";
import { timeAgo } from "../../parts/relative-time.ts";
import type { DriftRowFragment } from "./documents.gen.ts";
import { driftState, verdictWords } from "./drift-words.ts";

export interface DriftCardParts {
  candidate: DriftRowFragment;
  /** Address of a place of the workspace. */
  at: (path: string) => string;
  /** Buttons; left out for those who may not decide. */
  actions?: unknown;
  /** Shows every reason. Default the three that weigh most. */
  whole?: boolean;
}

const fewReasons = 3;

/** The changed lines, file by file. */
function changedLines({ lines }: DriftRowFragment): TemplateResult {
  let path = "";
  const rows = lines.map((line) => {
    const head = line.path === path ? nothing : html`<span class="file">${line.path}</span>`;
    path = line.path;
    const said = `${line.sign} ${line.text.trimEnd()}`;
    const row = line.sign === "-" ? html`<del>${said}</del>` : html`<ins>${said}</ins>`;
    return html`${head}${row}`;
  });
  return html`<div class="diff drift-lines" role="group" aria-label="Changed lines">${rows}</div>`;
}

/** The sentence where it stands; by itself when it is no longer there. */
function sentenceInPlace({ sentence, excerpt }: DriftRowFragment): TemplateResult {
  return html`<p class="drift-text">${excerpt?.before ?? ""}<mark>${sentence}</mark>${excerpt?.after ?? ""}</p>`;
}

function reasonsOf({ reasons }: DriftRowFragment, whole: boolean): TemplateResult {
  const shown = whole ? reasons : reasons.filter(({ weight }) => weight > 0).slice(0, fewReasons);
  return html`<ul class="drift-why" aria-label="Why">${shown.map(
    ({ text, weight }) =>
      html`<li><span class="weight" title="How much it adds to the log-odds">${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(2)}</span><span>${text}.</span></li>`,
  )}</ul>`;
}

/** What a model said of it, marked as a model's words; why it said nothing, where one was asked. */
function modelWords({ draft, change }: DriftRowFragment): TemplateResult | typeof nothing {
  if (!draft) {
    return change?.draftFailure
      ? html`<p class="drift-draft"><span class="hint">No draft. ${change.draftFailure}</span></p>`
      : nothing;
  }
  const { model, rank, of, text, draftedAt } = draft;
  return html`<div class="drift-draft"><h4>Drafted by a model · ${model} · ${timeAgo(draftedAt)}</h4>
    <p>${text ?? "It saw nothing to change."}</p>
    <p class="hint">${of > 1 ? `It ranks this ${rank} of ${of} candidates of the change. ` : ""}Nobody has checked it; score and state are not its doing.</p></div>`;
}

/** A candidate, side by side: what changed, and what the document says of it. */
export function driftCard({ candidate, at, actions, whole = false }: DriftCardParts): TemplateResult {
  const { id, document, change, section, score, createdAt } = candidate;
  const place = section.length > 0 ? section.join(" › ") : (document?.path ?? "");
  const verdict = verdictWords(candidate);
  return html`<article class="panel drift" data-item data-candidate=${id} aria-labelledby="c-${id}">
    <header><h3 id="c-${id}"><a href=${at(`drift/${id}`)}>${document?.title ?? "A document that is gone"}</a></h3>
      <span class="meta drift-score">${Math.round(score * 100)} of 100</span>${driftState(candidate.state)}<span class="meta push">${timeAgo(createdAt)}</span></header>
    <div class="drift-sides">
      <div class="drift-side"><h4>${change?.url ? html`<a href=${change.url} rel="noreferrer" target="_blank">${change.title}</a>` : change?.title}${change?.actor ? ` · ${change.actor}` : ""}</h4>${changedLines(candidate)}</div>
      <div class="drift-side"><h4>${document ? html`<a href=${at(`documents/${document.id}`)}>${document.path}</a>` : nothing}, line ${candidate.line} · ${place}</h4>${sentenceInPlace(candidate)}</div>
    </div>
    ${modelWords(candidate)}
    ${reasonsOf(candidate, whole)}
    ${verdict || actions ? html`<footer>${verdict ? html`<p>${verdict}</p>` : nothing}${actions ?? nothing}</footer>` : nothing}
  </article>`;
}
