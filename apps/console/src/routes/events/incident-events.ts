import { html } from "lit";
import { workspace } from "../../session/workspace.ts";
import type { EventWords } from "./describe-event.ts";

type Facts = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The incident's name as the way to its page. */
function named(facts: Facts): unknown {
  const slug = workspace.value?.slug;
  const name = text(facts.name);
  return slug ? html`<a href="/w/${slug}/incidents/${name}"><b>${name}</b></a>` : html`<b>${name}</b>`;
}

/** What somebody said to it, in their words. */
const said = (facts: Facts): unknown => (text(facts.comment) ? html`“${text(facts.comment)}”` : undefined);

const severity = (facts: Facts): string => text(facts.severity).toUpperCase();

/** What happened to an incident, in a line and its evidence. */
export const incidentEvents: Record<string, EventWords> = {
  "incident.opened": (facts, { actor }) => ({
    title: html`${named(facts)} opened, ${severity(facts)}`,
    detail: `${text(facts.title)}, by ${actor.name}`,
    state: "broken",
  }),
  "incident.investigated": (facts, { actor }) => ({
    title: html`<b>${actor.name}</b> investigates ${named(facts)}`,
    detail: said(facts),
    icon: "search",
  }),
  "incident.mitigated": (facts, { actor }) => ({
    title: html`<b>${actor.name}</b> says that ${named(facts)} is mitigated`,
    detail: said(facts),
    state: "claimed",
  }),
  "incident.recurred": (facts, { actor }) => ({
    title: html`${named(facts)} was not mitigated`,
    detail: html`<b>${actor.name}</b> is back at it${text(facts.comment) ? html`: ${said(facts)}` : ""}`,
    state: "broken",
  }),
  "incident.resolved": (facts, { actor }) => ({
    title: html`<b>${actor.name}</b> resolved ${named(facts)}`,
    detail: said(facts),
    icon: "incident",
  }),
  "incident.reopened": (facts, { actor }) => ({
    title: html`<b>${actor.name}</b> reopened ${named(facts)}`,
    detail: said(facts),
    state: "broken",
  }),
  "incident.updated": (facts, { actor }) => ({
    title: html`<b>${actor.name}</b> edited ${named(facts)}`,
    detail: `It reads now: ${text(facts.title)}, ${severity(facts)}`,
    icon: "incident",
  }),
  "incident.noted": (facts, { actor }) => ({
    title: html`<b>${actor.name}</b> noted in ${named(facts)}`,
    more: html`<p class="note-words">${text(facts.comment)}</p>`,
    icon: "person",
  }),
  "incident.error_group_linked": (facts, { actor }) => ({
    title: html`Error group linked to ${named(facts)}: ${text(facts.errorGroup)}`,
    detail: html`By ${actor.name}${text(facts.comment) ? html`, since ${said(facts)}` : ""}`,
    icon: "log",
  }),
  "incident.error_group_unlinked": (facts, { actor }) => ({
    title: html`Error group unlinked from ${named(facts)}: ${text(facts.errorGroup)}`,
    detail: html`By ${actor.name}${text(facts.comment) ? html`, since ${said(facts)}` : ""}`,
    icon: "log",
  }),
};
