import { html, type TemplateResult } from "lit";
import { connection } from "../../data/connection-state.ts";
import { ListController } from "../../data/list-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { EventsController } from "../../session/events-controller.ts";
import { StoreController } from "../../session/store-controller.ts";
import { workspace } from "../../session/workspace.ts";
import { eventStreamPanel } from "../home/event-stream-panel.ts";
import { describeEvent } from "./describe-event.ts";
import {
  WorkspaceEventListDocument,
  type WorkspaceEventListQuery,
  type WorkspaceEventListQueryVariables,
} from "./events.gen.ts";

type Events = NonNullable<WorkspaceEventListQuery["workspace"]>["events"];

/** What happens in a workspace, or with one thing in it, as it happens. */
export class EventStream extends LightElement {
  static override properties = { slug: {}, subjectId: {} };
  declare slug: string;
  /** The thing whose history it is; empty for all. */
  declare subjectId: string;
  readonly #since = new Date().toISOString();
  #list: ListController<WorkspaceEventListQuery, WorkspaceEventListQueryVariables, Events["nodes"][number]>;

  constructor() {
    super();
    this.slug = "";
    this.subjectId = "";
    this.#list = new ListController(this, {
      document: WorkspaceEventListDocument,
      variables: () =>
        this.slug
          ? { slug: this.slug, filter: this.subjectId ? { subjectId: this.subjectId } : null, first: 20 }
          : undefined,
      connection: (data) => data.workspace?.events,
      idOf: (event) => event.id,
    });
    new StoreController(this, connection);
    new EventsController(this, { onEvents: () => void this.#list.refetch() });
  }

  #footer(): TemplateResult {
    const lost = connection.state.mode === "lost";
    const missed = lost
      ? "The connection is lost; what happens now is read when it is back."
      : `Newest first. Nothing missed since ${exactTime(this.#since, "time")}.`;
    return html`${missed} ${this.#list.hasMore ? html`<button class="link-button link" type="button" ?disabled=${this.#list.loadingMore} @click=${() => this.#list.more()}>Earlier</button>` : ""}`;
  }

  override render(): TemplateResult {
    const list = this.#list;
    const title = this.subjectId ? "History" : "Event stream";
    if (list.empty)
      return panel({
        id: "stream",
        title,
        body: list.error ? loadError(list.error, () => void list.refetch()) : skeleton(6),
      });
    const entries = list.nodes.map((event) => ({ ...describeEvent(event), fresh: list.fresh.has(event.id) }));
    const audit = workspace.can("audit:read")
      ? html`<a class="link small" href="/w/${this.slug}/audit">Audit log</a>`
      : undefined;
    return html`${eventStreamPanel({ title, entries, aside: audit, footer: this.#footer() })}`;
  }
}

defineElement("plb-event-stream", EventStream);
