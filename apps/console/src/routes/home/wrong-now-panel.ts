import { html, nothing, type TemplateResult } from "lit";
import { avatar } from "../../parts/avatar.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { timeAgo } from "../../parts/relative-time.ts";

/** One thing that is wrong now. */
export interface WrongItem {
  id: string;
  state: MarkState;
  title: unknown;
  detail?: unknown;
  since?: string | null;
  href?: string;
  /** Who is on it. */
  people?: readonly { name: string; said: string; since: string }[];
  /** The reader's own step: to take it, or to give it back. */
  step?: { label: string; said: string; run: () => void } | undefined;
}

/** Who is on it in words, since the initials leave on the phone; and the reader's own step. */
function whoIsOnIt({ people = [], step }: WrongItem): TemplateResult | typeof nothing {
  if (people.length === 0 && !step) return nothing;
  const words = people.map(
    ({ said, since }, index) => html`${index > 0 ? ", " : ""}<b>${said}</b> for ${timeAgo(since, "bare")}`,
  );
  return html`<p class="on-it row">${people.length > 0 ? html`<span>On it: ${words}</span>` : nothing}${step ? html`<button class="btn small" type="button" aria-label=${step.said} @click=${step.run}>${step.label}</button>` : nothing}</p>`;
}

function wrongItem(item: WrongItem): TemplateResult {
  return html`<li data-item>${mark(item.state)}<h3>${item.href ? html`<a href=${item.href}>${item.title}</a>` : item.title}</h3>
    <span class="aside">${item.people?.length ? html`<span class="people">${item.people.map(({ name, said }) => avatar(name, said))}</span>` : nothing}${item.since ? timeAgo(item.since, "bare") : nothing}</span>
    ${item.detail ? html`<p>${item.detail}</p>` : nothing}${whoIsOnIt(item)}</li>`;
}

function calm(claimed: number, incidents: number): TemplateResult {
  if (incidents > 0)
    return html`<div class="calm"><h3>${mark("degraded", "")}${incidents === 1 ? "One incident is" : `${incidents} incidents are`} not over</h3><p>${incidents === 1 ? "It stands" : "They stand"} below. Of what is claimed, nothing is known to be wrong.</p></div>`;
  return html`<div class="calm"><h3>${mark("proven", "")}Nothing is known to be wrong</h3><p>${claimed > 0 ? "What is only claimed could still be: see Readiness." : "Everything that is claimed has its evidence."}</p></div>`;
}

/** What is wrong now, worst first; or that nothing is, and how one knows. @param options.incidents how many are not over */
export function wrongNowPanel(
  items: readonly WrongItem[],
  {
    all,
    claimed = 0,
    incidents = 0,
  }: { all?: { label: string; href: string }; claimed?: number; incidents?: number } = {},
): TemplateResult {
  const taken = items.filter(({ people }) => people?.length).length;
  const count = taken === 0 ? items.length : `${items.length}, ${taken === 1 ? "one" : taken} with people on it`;
  return html`<section class="panel" aria-labelledby="wrong">
    <header><h2 id="wrong">Wrong now</h2>${items.length > 0 ? html`<span class="meta">${count}</span>` : nothing}${all ? html`<a class="link small push" href=${all.href}>${all.label}</a>` : nothing}</header>
    ${items.length > 0 ? html`<ul class="wrong">${items.map(wrongItem)}</ul>` : calm(claimed, incidents)}
  </section>`;
}
