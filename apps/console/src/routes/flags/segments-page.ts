import type { Condition } from "@plumbline/sdk/flags";
import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { conditionWords } from "./condition-words.ts";
import { editSegment } from "./edit-segment.ts";
import {
  CreateFlagSegmentDocument,
  FlagSegmentListDocument,
  type FlagSegmentListQuery,
  type FlagSegmentListQueryVariables,
  RemoveFlagSegmentDocument,
  type SegmentRowFragment,
} from "./segments.gen.ts";
import "./flags.css";

/** Conditions under a name, and which flags stand on them. */
export class FlagSegmentsPage extends WorkspacePage {
  #list = new ListController<FlagSegmentListQuery, FlagSegmentListQueryVariables, SegmentRowFragment>(this, {
    document: FlagSegmentListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.flagSegments,
    idOf: (segment) => segment.id,
  });

  constructor() {
    super();
    new EventsController(this, { types: ["segment."], gather: 300, onEvents: () => void this.#list.refetch() });
  }

  #edit = async (segment?: SegmentRowFragment): Promise<void> => {
    if (await editSegment(this.workspaceId, segment)) await this.#list.refetch();
  };

  async #remove(segment: SegmentRowFragment): Promise<void> {
    const consequence = "Rules can no longer name it. Its history stays.";
    if (!(await confirmStep({ title: `Remove ${segment.name}`, consequence, verb: "Remove", danger: true }))) return;
    await runStep(async () => {
      await mutate(RemoveFlagSegmentDocument, { input: { segmentId: segment.id } });
      toast(`${segment.name} is removed.`, { stay: 10_000, undo: () => void this.#makeAgain(segment) });
      await this.#list.refetch();
    });
  }

  async #makeAgain({ key, name, description, conditions }: SegmentRowFragment): Promise<void> {
    const input = { workspaceId: this.workspaceId, key, name, description, conditions };
    await runStep(async () => {
      await mutate(CreateFlagSegmentDocument, { input });
      toast(`${name} is there again.`);
      await this.#list.refetch();
    });
  }

  #steps(each: SegmentRowFragment): TemplateResult {
    return html`<div class="row"><button class="btn small" type="button" @click=${() => void this.#edit(each)}>Change</button><button class="btn small" type="button" ?disabled=${each.usedBy.length > 0} title=${each.usedBy.length > 0 ? "Flags use it" : ""} @click=${() => void this.#remove(each)}>Remove</button></div>`;
  }

  #table(): TemplateResult {
    const may = this.can("flags:write");
    return dataTable<SegmentRowFragment>({
      label: "Segments",
      rows: this.#list.nodes,
      key: (each) => each.id,
      columns: [
        {
          head: "Segment",
          cell: (each) =>
            html`<b>${each.name}</b><span class="sub"><code>${each.key}</code> ${each.description}</span>`,
        },
        {
          head: "When",
          wide: true,
          cell: (each) =>
            (each.conditions as Condition[]).map(
              (condition, index) => html`${index > 0 ? " and " : ""}${conditionWords(condition)}`,
            ),
        },
        {
          head: "Used by",
          cell: (each) =>
            each.usedBy.length === 0
              ? html`<span class="quiet">no flag</span>`
              : each.usedBy.map(({ id, key }) => html`<a href=${this.at(`flags/${id}`)}><code>${key}</code></a> `),
        },
        { head: "Changed", num: true, wide: true, cell: (each) => timeAgo(each.updatedAt) },
        ...(may ? [{ head: "", cell: (each: SegmentRowFragment) => this.#steps(each) }] : []),
      ],
    });
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Flags", href: this.at("flags") }, { label: "Segments" }],
      reads: this.#list,
      live: true,
    });
    const make = this.can("flags:write")
      ? html`<button class="btn primary" type="button" @click=${() => void this.#edit()}>Make a segment</button>`
      : undefined;
    return html`${pageHead({ title: "Segments", sub: "Who somebody is, said once for the rules of many flags.", actions: make })}
      ${panel({ id: "segments", title: "Segments", body: listBody(this.#list, { body: () => this.#table(), empty: () => emptyState({ title: "No segment yet", words: "Internal staff, paying customers: name them once, and every flag can use them.", action: make }) }) })}`;
  }
}

defineElement("plb-flag-segments-page", FlagSegmentsPage);
