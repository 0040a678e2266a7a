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
  people?: readonly { name: string; said: string }[];
}

function wrongItem(item: WrongItem): TemplateResult {
  return html`<li data-item>${mark(item.state)}<h3>${item.href ? html`<a href=${item.href}>${item.title}</a>` : item.title}</h3>
    <span class="aside">${item.people?.length ? html`<span class="people">${item.people.map(({ name, said }) => avatar(name, said))}</span>` : nothing}${item.since ? timeAgo(item.since, "bare") : nothing}</span>
    ${item.detail ? html`<p>${item.detail}</p>` : nothing}</li>`;
}

/** What is wrong now, worst first; or that nothing is, and how one knows. */
export function wrongNowPanel(
  items: readonly WrongItem[],
  { all, claimed = 0 }: { all?: { label: string; href: string }; claimed?: number } = {},
): TemplateResult {
  return html`<section class="panel" aria-labelledby="wrong">
    <header><h2 id="wrong">Wrong now</h2>${items.length > 0 ? html`<span class="meta">${items.length}</span>` : nothing}${all ? html`<a class="link small push" href=${all.href}>${all.label}</a>` : nothing}</header>
    ${items.length > 0 ? html`<ul class="wrong">${items.map(wrongItem)}</ul>` : html`<div class="calm"><h3>${mark("proven", "")}Nothing is known to be wrong</h3><p>${claimed > 0 ? "What is only claimed could still be: see Readiness." : "Everything that is claimed has its evidence."}</p></div>`}
  </section>`;
}
