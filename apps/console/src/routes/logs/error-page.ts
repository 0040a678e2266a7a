import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime, momentOf } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { loadError } from "../../parts/load-error.ts";
import { menuButton } from "../../parts/menu-button.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { sparkline } from "../../parts/sparkline.ts";
import { timeline } from "../../parts/timeline.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { isTyping } from "../../shell/keys.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { newRuleAddress } from "../alerts/new-rule-address.ts";
import { describeEvent } from "../events/describe-event.ts";
import { errorIncidents } from "../incidents/error-incidents.ts";
import { chooseIncident, unlinkGroup } from "../incidents/link-steps.ts";
import { errorMoves, errorPatterns } from "./error-patterns.ts";
import { assignError, mergeError, muteError, reopenError, resolveError, splitError, undoMove } from "./error-steps.ts";
import { countOf, errorStanding, errorState } from "./error-words.ts";
import { ErrorGroupPageDocument, type ErrorGroupWholeFragment } from "./errors.gen.ts";
import { queryTerm } from "./query-term.ts";
import { rowClock } from "./row-clock.ts";
import "./logs.css";

/** One error group: why its errors are one, how it goes, whom it meets, and what was done. */
export class ErrorGroupPage extends WorkspacePage {
  static override properties = { ...WorkspacePage.properties, chosen: { state: true } };
  /** Patterns that are chosen to be split off. */
  declare chosen: ReadonlySet<string>;
  #read = new QueryController(this, {
    document: ErrorGroupPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  constructor() {
    super();
    this.chosen = new Set();
    const types = ["error_group.", "incident."];
    new EventsController(this, { types, gather: 500, onEvents: () => void this.#read.refetch() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("keydown", this.#press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.#press);
  }

  get #group(): ErrorGroupWholeFragment | undefined {
    const node = this.#read.data?.node;
    return node?.__typename === "ErrorGroup" ? node : undefined;
  }

  #press = (event: KeyboardEvent): void => {
    const group = this.#group;
    if (event.key !== "l" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (!group || group.mergedInto || !this.can("incidents:write")) return;
    event.preventDefault();
    void this.#link(group);
  };

  async #link(group: ErrorGroupWholeFragment): Promise<void> {
    await runStep(async () => {
      const linked = group.incidentLinks.nodes.flatMap(({ incident }) => incident ?? []);
      const name = await chooseIncident(this.slug, this.workspaceId, group, linked);
      if (name) navigate(this.at(`incidents/${name}`));
      else await this.#read.refetch();
    });
  }

  async #step(step: () => Promise<unknown>): Promise<void> {
    await runStep(async () => {
      await step();
      await this.#read.refetch();
    });
  }

  async #move(step: () => Promise<string | undefined>): Promise<void> {
    await runStep(async () => {
      const id = await step();
      this.chosen = new Set();
      if (id && id !== this.itemId) navigate(this.at(`logs/errors/${id}`));
      else await this.#read.refetch();
    });
  }

  #actions(group: ErrorGroupWholeFragment): TemplateResult | undefined {
    if (group.mergedInto) return undefined;
    const rule = { series: "logs.group_count", filter: { group: group.id }, name: group.title };
    const alert = this.can("alert_rules:write") ? this.at(newRuleAddress(rule)) : undefined;
    const incident = this.can("incidents:write")
      ? html`<button class="btn" type="button" @click=${() => void this.#link(group)}>Link to incident</button>`
      : nothing;
    if (!this.can("error_groups:write"))
      return html`${alert ? html`<a class="btn" href=${alert}>Alert on this</a>` : nothing}${incident}`;
    const button = (label: string, step: () => Promise<unknown>, kind = "") =>
      html`<button class="btn ${kind}" type="button" @click=${() => void this.#step(step)}>${label}</button>`;
    const more = menuButton({
      face: icon("more"),
      label: "More steps",
      buttonClass: "btn plain icon",
      items: [
        { label: "Merge into another group", run: () => void this.#move(() => mergeError(this.slug, group)) },
        { label: "Assign", run: () => void this.#step(() => assignError(this.slug, group)) },
        ...(alert ? [{ label: "Alert on this", href: alert }] : []),
      ],
    });
    const main =
      group.state === "OPEN"
        ? html`${button("Mute", () => muteError(group))}${button("Resolve", () => resolveError(group), "primary")}`
        : button(group.state === "MUTED" ? "Unmute" : "Reopen", () => reopenError(group));
    return html`${more}${incident}${main}`;
  }

  #facts(group: ErrorGroupWholeFragment): TemplateResult {
    const row = (label: string, value: unknown) => html`<dt>${label}</dt><dd>${value}</dd>`;
    const seen = (at: string) => html`<span title=${exactTime(at)}>${momentOf(at)}</span>`;
    return panel({
      id: "facts",
      title: "What it is",
      pad: true,
      body: html`<dl class="facts">
        ${row("Counted", countOf(group.count, "time"))}
        ${row("First seen", html`${seen(group.firstSeenAt)}${group.firstRelease ? html`, <span class="tag">${group.firstRelease}</span>` : nothing}`)}
        ${row("Last seen", html`${timeAgo(group.lastSeenAt)}${group.lastRelease ? html`, <span class="tag">${group.lastRelease}</span>` : nothing}`)}
        ${row("Service", group.service || "not said")}
        ${row("Takes care", group.assignee?.name ?? "nobody yet")}
        ${group.resolvedAt ? row("Resolved", html`${seen(group.resolvedAt)} by ${group.resolvedBy ?? "somebody"}`) : nothing}
        ${group.mutedBy && group.state === "MUTED" ? row("Muted by", group.mutedBy) : nothing}
      </dl>`,
    });
  }

  #why(group: ErrorGroupWholeFragment): TemplateResult {
    const { sentence, parts } = group.explanation;
    const words = parts.map(
      ({ text, fixed, spaced, because }) =>
        html`${spaced ? " " : ""}${fixed ? html`<span>${text}</span>` : html`<mark title=${because ?? "varies"}>${text}</mark>`}`,
    );
    const frames =
      group.frames.length > 0
        ? html`<p class="label">Own calls</p><ol class="error-frames">${group.frames.map((frame) => html`<li><code>${frame}</code></li>`)}</ol>`
        : nothing;
    return panel({
      id: "why",
      title: "Why it is one group",
      pad: true,
      body: html`<p class="error-template"><code>${words}</code></p><p class="error-sentence">${sentence}</p>${frames}`,
      ...(parts.some(({ fixed }) => !fixed)
        ? { footer: "Marked parts vary from error to error; point at one to see what it was recognised as." }
        : {}),
    });
  }

  #time(group: ErrorGroupWholeFragment): TemplateResult {
    const total = group.days.reduce((sum, { count }) => sum + count, 0);
    return panel({
      id: "time",
      title: "Last 7 days",
      meta: `${countOf(total, "error")}, by the hour`,
      pad: true,
      body: html`<div class="error-time">${sparkline({ label: `${countOf(total, "error")} in the last 7 days`, counts: group.days.map(({ count }) => count), colour: "var(--broken)", width: 672, height: 64 })}</div>`,
    });
  }

  #whom(group: ErrorGroupWholeFragment): TemplateResult {
    const list = (rows: readonly { value: string; count: number }[], none: string) =>
      rows.length > 0
        ? html`<ul class="error-whom">${rows.map(({ value, count }) => html`<li><span class="tag">${value}</span><b>${count.toLocaleString("en")}</b></li>`)}</ul>`
        : html`<p class="quiet">${none}</p>`;
    return panel({
      id: "whom",
      title: "Whom it meets",
      pad: true,
      body: html`<p class="label">Tenants</p>${list(group.tenants, "No entry named a tenant.")}<p class="label">Environments</p>${group.environments.length > 0 ? html`<p class="tags">${group.environments.map(({ name }) => html`<span class="tag">${name}</span>`)}</p>` : html`<p class="quiet">No sender named one.</p>`}<p class="label">Releases</p>${list(group.releases, "No entry named a release.")}`,
    });
  }

  #entries(group: ErrorGroupWholeFragment): TemplateResult {
    const all = this.at(`logs?${new URLSearchParams({ q: queryTerm("group", group.id), last: "30d" })}`);
    const rows = group.entries.nodes.map((entry) => {
      const href = this.at(
        `logs?${new URLSearchParams({ q: queryTerm("group", group.id), last: "30d", entry: entry.id })}`,
      );
      return html`<li data-item><a href=${href}><time>${rowClock(entry.time).day} ${rowClock(entry.time).time}</time>${entry.tenant ? html`<span class="tag">${entry.tenant}</span>` : nothing}<span>${entry.body.slice(0, 240)}</span></a></li>`;
    });
    return panel({
      id: "newest",
      title: "Newest entries",
      aside: html`<a class="link small" href=${all}>All of them</a>`,
      body:
        rows.length > 0
          ? html`<ol class="error-entries">${rows}</ol>`
          : html`<p class="pad quiet">Its entries are no longer kept; the counts stay.</p>`,
    });
  }

  #whole(group: ErrorGroupWholeFragment): TemplateResult {
    const merged = group.mergedInto
      ? html`<p class="note merged-note">Its patterns are part of <a href=${this.at(`logs/errors/${group.mergedInto.id}`)}>${group.mergedInto.title}</a>.</p>`
      : nothing;
    const choose = (id: string, on: boolean): void => {
      const next = new Set(this.chosen);
      if (on) next.add(id);
      else next.delete(id);
      this.chosen = next;
    };
    const may = this.can("error_groups:write") && !group.mergedInto;
    const split = (): void => void this.#move(() => splitError(group, [...this.chosen]));
    return html`${pageHead({ title: html`<span class="error-title">${group.title}</span>`, badge: errorState(group), sub: errorStanding(group), actions: this.#actions(group) })}
      ${merged}
      <div class="cols two"><div class="stack">
        ${this.#time(group)}${this.#why(group)}${this.#entries(group)}
        ${errorPatterns({ group, may, chosen: this.chosen, choose, split })}
        ${errorMoves(group, may, (id) => void this.#step(() => undoMove(id)), this.at("logs/errors"))}
      </div><div class="stack">
        ${errorIncidents({
          group,
          at: (name) => this.at(`incidents/${name}`),
          ...(this.can("incidents:write")
            ? { unlink: (link) => void unlinkGroup(link, () => void this.#read.refetch()) }
            : {}),
        })}
        ${this.#facts(group)}${this.#whom(group)}
        ${panel({
          id: "history",
          title: "History",
          body: timeline("What happened to it", group.timeline.nodes.map(describeEvent)),
        })}
      </div></div>`;
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const group = this.#group;
    this.describe({
      crumbs: [
        { label: "Logs", href: this.at("logs") },
        { label: "Errors", href: this.at("logs/errors") },
        { label: group?.title ?? "Error" },
      ],
      reads: this.#read,
      live: true,
    });
    if (group) return this.#whole(group);
    if (error) return html`<div class="panel">${loadError(error, () => void this.#read.refetch())}</div>`;
    if (data)
      return html`${pageHead({ title: "No such error group", sub: "It is not there, or not in a workspace that you belong to." })}`;
    return html`<div class="panel">${skeleton(6)}</div>`;
  }
}

defineElement("plb-error-group-page", ErrorGroupPage);
