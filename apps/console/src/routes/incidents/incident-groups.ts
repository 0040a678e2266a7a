import { html, nothing, type TemplateResult } from "lit";
import { emptyState } from "../../parts/empty-state.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { sparkline } from "../../parts/sparkline.ts";
import { countOf, errorState } from "../logs/error-words.ts";
import type { IncidentWholeFragment } from "./incidents.gen.ts";

type Link = IncidentWholeFragment["links"]["nodes"][number];
type Group = NonNullable<Link["errorGroup"]>;

export interface IncidentGroupsParts {
  incident: IncidentWholeFragment;
  /** Address of an error group's page. */
  at: (id: string) => string;
  /** Left out where the reader may not write. */
  link?: (() => void) | undefined;
  unlink?: ((link: Link, group: Group) => void) | undefined;
}

/** Groups that were merged after they were linked are shown once: they are one by now. */
export function linkedOnce({ links }: IncidentWholeFragment): Link[] {
  const seen = new Set<string>();
  return links.nodes.filter(({ errorGroup }) => {
    if (!errorGroup) return true;
    const known = seen.has(errorGroup.id);
    seen.add(errorGroup.id);
    return !known;
  });
}

/** The error groups of an incident: what still comes, whom it meets, and who said that it belongs here. */
export function incidentGroups({ incident, at, link, unlink }: IncidentGroupsParts): TemplateResult {
  const links = linkedOnce(incident);
  const more = incident.links.totalCount - incident.links.nodes.length;
  const button = link
    ? html`<button class="btn small" type="button" @click=${link}>Link error group</button>`
    : undefined;
  const body =
    links.length === 0
      ? emptyState({
          title: "No error group is linked",
          words: "The errors of a linked group show by themselves whether a mitigation holds.",
          action: link ? html`<button class="btn" type="button" @click=${link}>Link error group</button>` : undefined,
        })
      : html`<ul class="claims incident-groups">${links.map((each) => row(each, at, unlink))}</ul>`;
  return panel({
    id: "error-groups",
    title: "Error groups",
    meta: links.length > 0 ? String(incident.links.totalCount) : undefined,
    aside: links.length > 0 ? button : undefined,
    body,
    ...(more > 0 ? { footer: `${more} more are linked; the oldest links are shown.` } : {}),
  });
}

function row(each: Link, at: IncidentGroupsParts["at"], unlink: IncidentGroupsParts["unlink"]): TemplateResult {
  const { errorGroup: group, linkedAt, linkedBy, because } = each;
  const who = html`<p class="proof linked">${because ? html`“${because}” ` : nothing}Linked by ${linkedBy} ${timeAgo(linkedAt)}</p>`;
  if (!group)
    return html`<li data-item><span></span><span class="what quiet">An error group that shows itself to who holds logs:read</span>${who}</li>`;
  const day = group.counts.reduce((sum, { count }) => sum + count, 0);
  const whom = group.tenants.length > 0 ? `, ${countOf(group.tenants.length, "tenant")}` : "";
  return html`<li data-item>
    <span></span><span class="what"><a class="break" href=${at(group.id)}>${group.title}</a></span>
    <p class="proof line-of-facts">${errorState(group)}<span>${group.service || "no service"}${whom}</span></p>
    <p class="proof line-of-facts">${sparkline({ label: `${countOf(day, "error")} in the last 24 hours`, counts: group.counts.map(({ count }) => count), colour: "var(--broken)", width: 120, height: 20 })}<span><b>${countOf(day, "error")}</b> in 24 h, newest ${timeAgo(group.lastSeenAt)}</span></p>
    ${who}
    ${unlink ? html`<span class="when tail"><button class="btn small" type="button" aria-label="Unlink ${group.title}" @click=${() => unlink(each, group)}>Unlink</button></span>` : nothing}
  </li>`;
}
