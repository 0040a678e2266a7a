import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { tabs } from "../../parts/tabs.ts";
import { timeline } from "../../parts/timeline.ts";
import { addressWith } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { describeEvent } from "../events/describe-event.ts";
import { addNote } from "./incident-steps.ts";
import {
  type EventFilter,
  IncidentTimelineDocument,
  type IncidentTimelineQuery,
  type IncidentTimelineQueryVariables,
} from "./incidents.gen.ts";

type Timeline = NonNullable<NonNullable<IncidentTimelineQuery["workspace"]>["incident"]>["timeline"];
type Entry = Timeline["nodes"][number];

const shows: Record<string, { label: string; filter: EventFilter | null; none: string }> = {
  all: { label: "All", filter: null, none: "" },
  people: { label: "People", filter: { actorType: { in: ["user", "api_key"] } }, none: "Nobody has done anything." },
  errors: {
    label: "Errors",
    filter: { subjectType: { in: ["error_group"] } },
    none: "Nothing has happened to an error group of it that you may read.",
  },
};

/** Everything that happened to an incident and its error groups, newest first, with the place to write into it. */
export class IncidentTimeline extends LightElement {
  static override properties = { slug: {}, number: { type: Number }, incidentId: {}, show: {}, may: { type: Boolean } };
  declare slug: string;
  declare number: number;
  declare incidentId: string;
  /** What is shown: `all`, `people` or `errors`. */
  declare show: string;
  /** Whether the reader may write. */
  declare may: boolean;
  #list: ListController<IncidentTimelineQuery, IncidentTimelineQueryVariables, Entry>;
  #form = new FormController(this);

  constructor() {
    super();
    this.slug = "";
    this.number = 0;
    this.incidentId = "";
    this.show = "all";
    this.may = false;
    this.#list = new ListController(this, {
      document: IncidentTimelineDocument,
      variables: () =>
        this.slug && this.number > 0
          ? { slug: this.slug, number: this.number, filter: shows[this.show]?.filter ?? null, first: 40 }
          : undefined,
      connection: (data) => data.workspace?.incident?.timeline,
      idOf: (entry) => entry.id,
    });
    const types = ["incident.", "error_group."];
    new EventsController(this, { types, gather: 300, onEvents: () => void this.#list.refetch() });
  }

  #compose(): TemplateResult {
    const send = this.#form.handle(async ({ note = "" }, form) => {
      await addNote(this.incidentId, note.trim());
      form.reset();
      await this.#list.refetch();
    });
    const press = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      (event.target as HTMLTextAreaElement).form?.requestSubmit();
    };
    const error = this.#form.formError ?? this.#form.error;
    return html`<form class="compose" @submit=${send}><textarea class="textarea" name="note" rows="1" required maxlength="2000" aria-label="Add a note" placeholder="Add a note" @keydown=${press}></textarea>${submitButton(this.#form, "Add", "btn")}${error ? formError(error) : nothing}</form>`;
  }

  #body(): TemplateResult {
    const list = this.#list;
    if (list.empty) return list.error ? loadError(list.error, () => void list.refetch()) : skeleton(4);
    const entries = list.nodes.map((entry) => ({ ...describeEvent(entry), fresh: list.fresh.has(entry.id) }));
    if (entries.length > 0) return timeline("Timeline", entries);
    return html`<p class="pad quiet">${shows[this.show]?.none ?? ""}</p>`;
  }

  override render(): TemplateResult {
    const choices = Object.entries(shows).map(([key, { label }]) => ({
      key,
      label,
      href: addressWith({ show: key === "all" ? null : key }),
    }));
    const older = this.#list.hasMore
      ? html`<button class="btn small" type="button" ?disabled=${this.#list.loadingMore} @click=${() => void this.#list.more()}>Read older</button>`
      : undefined;
    return panel({
      id: "timeline",
      title: "Timeline",
      meta: html`<span class="live"><span>as it happens</span></span>`,
      aside: tabs("Show", this.show, choices),
      body: html`${this.may ? this.#compose() : nothing}${this.#body()}`,
      footer: older,
    });
  }
}

defineElement("plb-incident-timeline", IncidentTimeline);
