import { html } from "lit";
import { mutate, query } from "../../data/client.ts";
import { PresentedError } from "../../data/presented-error.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import type { ErrorGroupWholeFragment } from "../logs/errors.gen.ts";
import { incidentNumber, stateName, unresolved } from "./incident-words.ts";
import {
  GroupsToLinkDocument,
  IncidentsToLinkDocument,
  LinkErrorGroupDocument,
  UnlinkErrorGroupDocument,
} from "./incidents.gen.ts";
import { type CauseGroup, openIncident } from "./open-incident.ts";
import type { PickOption } from "./pick-list.ts";
import "./pick-list.ts";
import "./incidents.css";

/** An incident, as far as a link needs it. */
export interface NamedIncident {
  id: string;
  name: string;
}

const because = (value: string, error: string | undefined) =>
  field({ name: "because", label: "Why they belong together", value, maxlength: 2000, error, hint: "May stay empty." });

/** Links an open error group to an incident. @param linked ids of those that are linked already */
export async function chooseGroup(slug: string, incident: NamedIncident, linked: ReadonlySet<string>): Promise<void> {
  const find = async (search: string): Promise<PickOption[]> => {
    const filter = { state: { in: ["OPEN" as const] }, ...(search ? { search } : {}) };
    const { workspace } = await query(GroupsToLinkDocument, { slug, filter });
    return (workspace?.errorGroups.nodes ?? [])
      .filter(({ id }) => !linked.has(id))
      .map((group) => ({
        value: group.id,
        title: group.title,
        sub: html`${group.service || "no service"}, ${group.count.toLocaleString("en")} times, newest ${timeAgo(group.lastSeenAt)}`,
      }));
  };
  const done = await openFormDialog({
    title: `Link an error group to ${incident.name}`,
    intro: "Its errors prove or refute that the incident is mitigated.",
    verb: "Link",
    wide: true,
    fields: ({ values, errorOf }) => html`
      <plb-pick-list .name=${"errorGroupId"} .label=${"Open error groups, the newest error first"} .hint=${"Type or message"} .none=${"No other open error group fits."} .find=${find}></plb-pick-list>
      ${because(values.because ?? "", errorOf("because") ?? errorOf("errorGroupId"))}`,
    submit: ({ errorGroupId = "", because: why }) => link(incident.id, errorGroupId, why),
  });
  if (done) toast(html`Linked to <b>${incident.name}</b>.`);
}

/** An incident that an error group is linked to already. */
export type LinkedIncident = NonNullable<ErrorGroupWholeFragment["incidentLinks"]["nodes"][number]["incident"]>;

/**
 * Links an error group to an incident that is not over, or to a new one; where one has it already, that one comes first.
 * @returns the name of one to go to: opened for it, or the one that has it
 */
export async function chooseIncident(
  slug: string,
  workspaceId: string,
  group: CauseGroup,
  linked: readonly LinkedIncident[],
): Promise<string | undefined> {
  const known = new Set(linked.map(({ id }) => id));
  const having = linked.filter(({ state }) => unresolved.includes(state));
  const first = having.map((each) => ({
    value: each.name,
    title: html`Go to <span class="mono">${each.name}</span> ${each.title}`,
    sub: html`Has it already. ${each.severity}, ${stateName(each.state).toLowerCase()}`,
  }));
  const find = async (search: string): Promise<PickOption[]> => {
    const filter = { state: { in: unresolved }, ...(search && !incidentNumber(search) ? { search } : {}) };
    const { workspace } = await query(IncidentsToLinkDocument, { slug, filter });
    const others = (workspace?.incidents.nodes ?? [])
      .filter(({ id, number }) => !known.has(id) && [0, number].includes(incidentNumber(search)))
      .map((each) => ({
        value: each.id,
        title: html`<span class="mono">${each.name}</span> ${each.title}`,
        sub: html`${each.severity}, ${stateName(each.state).toLowerCase()}, opened ${timeAgo(each.openedAt)} by ${each.openedBy}`,
      }));
    return search ? others : [...first, ...others];
  };
  if ((await find("")).length === 0) return await openIncident(workspaceId, group);
  const fixed = [{ value: "new", title: "Open a new incident", sub: "With this error group linked from the start." }];
  const done = await openFormDialog({
    title: having.length > 0 ? `${namesOf(having)} it already` : "Link to an incident",
    intro: html`<b class="break">${group.title}</b>`,
    verb: having.length > 0 ? "Continue" : "Link",
    wide: true,
    fields: ({ values, errorOf }) => html`
      <plb-pick-list .name=${"incidentId"} .label=${"Incidents that are not over"} .hint=${"Title or number"} .none=${"No other one fits."} .find=${find} .fixed=${fixed}></plb-pick-list>
      ${because(values.because ?? "", errorOf("because") ?? errorOf("incidentId"))}`,
    submit: async ({ incidentId = "", because: why }) =>
      incidentId === "new" || having.some(({ name }) => name === incidentId)
        ? incidentId
        : await link(incidentId, group.id, why),
  });
  if (done === "new") return await openIncident(workspaceId, group);
  if (typeof done === "object") toast(html`Linked to <b>${done.incident.name}</b>.`);
  return typeof done === "string" ? done : undefined;
}

const namesOf = (incidents: readonly NamedIncident[]): string =>
  `${incidents.map(({ name }) => name).join(", ")} ${incidents.length === 1 ? "has" : "have"}`;

async function link(incidentId: string, errorGroupId: string, why: string | null | undefined) {
  if (!incidentId || !errorGroupId)
    throw new PresentedError({
      code: "INVALID",
      title: "Nothing is chosen.",
      detail: "Look for another word, or cancel.",
    });
  return await mutate(LinkErrorGroupDocument, {
    input: { incidentId, errorGroupId, because: why?.trim() || null },
  });
}

/** What a link says, as far as it can be made again. */
export interface UndoableLink {
  incident: NamedIncident;
  group: CauseGroup;
  because: string | null;
}

/** Takes an error group from an incident; it can be put back. */
export async function unlinkGroup({ incident, group, because: why }: UndoableLink, changed: () => void): Promise<void> {
  await runStep(async () => {
    await mutate(UnlinkErrorGroupDocument, { input: { incidentId: incident.id, errorGroupId: group.id } });
    changed();
    const undo = (): void =>
      void runStep(async () => {
        await link(incident.id, group.id, why);
        changed();
      });
    toast(html`Unlinked from <b>${incident.name}</b>.`, { undo });
  });
}
