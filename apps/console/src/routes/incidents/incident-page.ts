import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { copyText } from "../../parts/copy-text.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { loadError } from "../../parts/load-error.ts";
import { menuButton } from "../../parts/menu-button.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import { RepeatController } from "../../session/repeat-controller.ts";
import { isTyping } from "../../shell/keys.ts";
import type { PageCommand } from "../../shell/page-context.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { incidentGroups, linkedOnce } from "./incident-groups.ts";
import { incidentLadder } from "./incident-ladder.ts";
import { editIncident, moveIncident } from "./incident-steps.ts";
import { incidentNumber, movesOf, severityBadge, stateName } from "./incident-words.ts";
import { IncidentPageDocument, type IncidentWholeFragment } from "./incidents.gen.ts";
import { chooseGroup, unlinkGroup } from "./link-steps.ts";
import "./incident-errors.ts";
import "./incident-timeline.ts";
import "./incidents.css";

/** That errors came, or stayed away, is not told by an event each time. In milliseconds. */
const lookEvery = 10_000;

/** One incident: how far it is and what proves it, the errors behind it, and everything that happened. */
export class IncidentPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: IncidentPageDocument,
    variables: () => (this.slug && this.#number > 0 ? { slug: this.slug, number: this.#number } : undefined),
  });
  #again = (): void => void this.#read.refetch();

  constructor() {
    super();
    new EventsController(this, { types: ["incident.", "error_group."], gather: 300, onEvents: this.#again });
    new RepeatController(this, {
      every: lookEvery,
      run: () => {
        if (this.#incident?.mitigation || this.#incident?.state !== "RESOLVED") this.#again();
      },
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.#press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.#press);
  }

  get #number(): number {
    return incidentNumber(this.itemId);
  }

  get #incident(): IncidentWholeFragment | undefined {
    return this.#read.data?.workspace?.incident ?? undefined;
  }

  get #may(): boolean {
    return this.can("incidents:write");
  }

  #press = (event: KeyboardEvent): void => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    event.preventDefault();
    this.#note();
  };

  #note(): void {
    const field = this.querySelector<HTMLTextAreaElement>(".compose textarea");
    field?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  }

  async #edit(incident: IncidentWholeFragment): Promise<void> {
    await editIncident(incident);
    this.#again();
  }

  async #copy(): Promise<void> {
    await runStep(async () => {
      await copyText(location.origin + location.pathname);
      toast("The address is copied.");
    });
  }

  async #link(incident: IncidentWholeFragment): Promise<void> {
    const linked = new Set(linkedOnce(incident).flatMap(({ errorGroup }) => errorGroup?.id ?? []));
    await chooseGroup(this.slug, incident, linked);
    this.#again();
  }

  #actions(incident: IncidentWholeFragment): TemplateResult {
    const copy = { label: "Copy link", run: () => void this.#copy() };
    const edit = this.#may
      ? { label: "Edit title, severity, summary", run: () => void this.#edit(incident) }
      : { heading: "Changing it needs the permission incidents:write" };
    const more = menuButton({
      face: icon("more"),
      label: "More steps",
      buttonClass: "btn plain icon",
      items: [edit, copy],
    });
    if (!this.#may) return more;
    const moves = movesOf(incident);
    const change = menuButton({
      face: html`Change state ${icon("down")}`,
      buttonClass: "btn",
      items:
        moves.length > 0
          ? moves.map((move) => ({
              label: move.verb,
              run: () => void moveIncident(incident, move, this.#again),
            }))
          : [{ heading: "Resolved for more than 24 hours: it stays so" }],
    });
    return html`${more}${change}<button class="btn primary" type="button" @click=${() => this.#note()}>Add note</button>`;
  }

  #commands(incident: IncidentWholeFragment): PageCommand[] {
    if (!this.#may) return [];
    return [
      ...movesOf(incident).map((move) => ({
        label: `${move.verb}: ${incident.name}`,
        run: () => void moveIncident(incident, move, this.#again),
      })),
      { label: `Add a note to ${incident.name}`, hint: "n", run: () => this.#note() },
      { label: `Link an error group to ${incident.name}`, run: () => void this.#link(incident) },
      { label: `Edit ${incident.name}`, run: () => void this.#edit(incident) },
    ];
  }

  /** What to do where its errors refute it: one button, at the place where it is broken. */
  #wayBack(incident: IncidentWholeFragment): TemplateResult | undefined {
    const back = movesOf(incident).find(({ to }) => to === "INVESTIGATING");
    if (!this.#may || !back || incident.mitigation?.state !== "BROKEN") return undefined;
    return html`<span class="way-back"><button class="btn small" type="button" @click=${() => void moveIncident(incident, back, this.#again)}>${back.verb}</button></span>`;
  }

  #head(incident: IncidentWholeFragment): TemplateResult {
    return html`<div class="head"><div>
        <div class="incident-id"><span class="mono">${incident.name}</span>${severityBadge(incident)}<span>Opened ${timeAgo(incident.openedAt)} by ${incident.openedBy}</span></div>
        <h1 class="break" tabindex="-1">${incident.title}</h1>
        ${incident.summary ? html`<p class="sub incident-summary">${incident.summary}</p>` : nothing}
      </div><div class="row push">${this.#actions(incident)}</div></div>`;
  }

  #whole(incident: IncidentWholeFragment): TemplateResult {
    const unlink = ({ because }: { because: string | null }, group: { id: string; title: string }): void =>
      void unlinkGroup({ incident, group, because }, this.#again);
    const show = this.search.get("show") ?? "all";
    return html`${this.#head(incident)}
      <section class="panel" aria-labelledby="state"><h2 class="vh" id="state">State: ${stateName(incident.state)}</h2>${incidentLadder(incident, this.#wayBack(incident))}</section>
      ${incident.links.totalCount > 0 ? html`<plb-incident-errors class="panel-place" .slug=${this.slug} .incident=${incident}></plb-incident-errors>` : nothing}
      <div class="cols seven-five incident-cols"><div class="stack">
        <plb-incident-timeline .slug=${this.slug} .number=${incident.number} .incidentId=${incident.id} .show=${show} .may=${this.#may}></plb-incident-timeline>
      </div><div class="stack">
        ${incidentGroups({
          incident,
          at: (id) => this.at(`logs/errors/${id}`),
          ...(this.#may ? { link: () => void this.#link(incident), unlink } : {}),
        })}
      </div></div>`;
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const incident = this.#incident;
    this.describe({
      crumbs: [{ label: "Incidents", href: this.at("incidents") }, { label: incident?.name ?? this.itemId }],
      reads: this.#read,
      live: true,
      commands: incident ? this.#commands(incident) : [],
    });
    if (incident) return this.#whole(incident);
    const none = data || this.#number === 0;
    return html`<h1 class="vh">Incident</h1><div class="panel">${error && !none ? loadError(error, this.#again) : none ? emptyState({ title: `There is no incident ${this.itemId}`, words: "It is not there, or not in this workspace.", action: html`<a class="btn" href=${this.at("incidents")}>All incidents</a>` }) : skeleton(5)}</div>`;
  }
}

defineElement("plb-incident-page", IncidentPage);
