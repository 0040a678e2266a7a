import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { badge } from "../../parts/badge.ts";
import { exactTime, momentOf } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { timeline } from "../../parts/timeline.ts";
import { toldTimes } from "../../parts/told-times.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { describeEvent } from "../events/describe-event.ts";
import { acknowledge, resolve, silence } from "./alert-steps.ts";
import { alertState, labelTags, severityMark, severityWord, standing } from "./alert-words.ts";
import { AlertPageDocument, type AlertPageQuery } from "./alerts.gen.ts";
import "./alerts.css";

type Alert = Extract<NonNullable<AlertPageQuery["node"]>, { __typename: "Alert" }>;

/** One alert: why it opened, what it counts, who has it, and everything that happened to it. */
export class AlertPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: AlertPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  constructor() {
    super();
    new EventsController(this, { types: ["alert"], gather: 300, onEvents: () => void this.#read.refetch() });
  }

  async #step(step: () => Promise<unknown>): Promise<void> {
    await runStep(async () => {
      await step();
      await this.#read.refetch();
    });
  }

  async #acknowledge(alert: Alert): Promise<void> {
    await openFormDialog({
      title: `Acknowledge ${alert.title}`,
      intro: "It escalates no further; its messages say that you take care of it.",
      verb: "Acknowledge",
      fields: ({ values, errorOf }) =>
        field({
          name: "comment",
          label: "What is being done",
          value: values.comment ?? "",
          autofocus: true,
          error: errorOf("comment"),
        }),
      submit: (values) => acknowledge(alert.id, values.comment ?? ""),
    });
    await this.#read.refetch();
  }

  #actions(alert: Alert): TemplateResult | undefined {
    if (!this.can("alerts:write") || alert.state === "RESOLVED") return undefined;
    const quiet = alert.silencedUntil
      ? nothing
      : html`<button class="btn" type="button" @click=${() => void this.#step(() => silence(this.workspaceId, alert))}>Silence</button>`;
    const take =
      alert.state === "OPEN"
        ? html`<button class="btn primary" type="button" @click=${() => void this.#acknowledge(alert)}>Acknowledge</button>`
        : nothing;
    return html`${quiet}<button class="btn" type="button" @click=${() => void this.#step(() => resolve(alert))}>Resolve</button>${take}`;
  }

  #facts(alert: Alert): TemplateResult {
    const row = (label: string, value: unknown) => html`<dt>${label}</dt><dd>${value}</dd>`;
    const rule = alert.rule?.deletedAt
      ? `${alert.rule.name} (deleted)`
      : alert.rule &&
        html`<a href=${this.at(`alerts/rules/${alert.rule.id}`)}>${alert.rule.name}</a>, version ${alert.ruleVersion}`;
    return panel({
      id: "facts",
      title: "What it is",
      body: html`<dl class="facts alert-facts">
        ${row("Counted", html`${alert.count.toLocaleString("en")} times`)}
        ${row("First seen", html`<span title=${exactTime(alert.firstSeenAt)}>${momentOf(alert.firstSeenAt)}</span>`)}
        ${row("Last seen", timeAgo(alert.lastSeenAt))}
        ${alert.episode > 1 ? row("Reopened", `${alert.episode - 1} times`) : nothing}
        ${row(alert.rule ? "Rule" : "Source", rule ?? alert.source)}
        ${alert.tenant ? row("Tenant", html`<a href=${this.at(`tenants/${alert.tenant.id}`)}>${alert.tenant.name}</a>`) : nothing}
        ${alert.silence ? row("Silenced", html`until ${exactTime(alert.silence.endsAt, "minute")} by ${alert.silence.madeBy}: “${alert.silence.comment}”`) : nothing}
        ${alert.inhibitedBy ? row("Kept quiet by", html`<a href=${this.at(`alerts/${alert.inhibitedBy.id}`)}>${alert.inhibitedBy.title}</a>`) : nothing}
        ${alert.url ? row("At its source", html`<a href=${alert.url} rel="noreferrer" target="_blank">Open</a>`) : nothing}
      </dl>`,
      footer: alert.groupReason,
    });
  }

  #samples({ samples, state }: Alert): TemplateResult {
    const body =
      samples.length === 0
        ? emptyState({
            title: "No event is linked",
            words:
              state === "RESOLVED"
                ? "They are kept for 30 days after an alert's end."
                : "It was opened by a measured value or by silence, not by an event.",
          })
        : timeline(
            "Events",
            samples.map(({ eventId, title, at }) => ({ id: eventId, at, title, icon: "signal" as const })),
          );
    return panel({ id: "samples", title: "Events that it counts", meta: "some of the first and of the newest", body });
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const alert = data?.node?.__typename === "Alert" ? data.node : undefined;
    this.describe({
      crumbs: [{ label: "Alerts", href: this.at("alerts") }, { label: alert?.title ?? "Alert" }],
      reads: this.#read,
      live: true,
    });
    if (!alert)
      return html`<h1 class="vh">Alert</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such alert", words: "Look at the inbox." }) : skeleton(4)}</div>`;
    const history = timeline("History", alert.timeline.nodes.map(describeEvent));
    const sub = html`${severityWord(alert.severity)}, opened ${timeAgo(alert.openedAt)}. ${toldTimes(alert.reason)}`;
    const over = alert.state === "RESOLVED";
    return html`${pageHead({ title: alert.title, badge: badge(over ? "proven" : severityMark(alert.severity), over ? "Resolved" : severityWord(alert.severity)), sub, actions: this.#actions(alert) })}
      <div class="cols seven-five"><div class="stack">
        ${panel({ id: "standing", title: "How it stands", pad: true, className: "alert-labels", body: html`<p class="row">${alertState(alert)}${labelTags(alert)}</p>${standing(alert) ? html`<p>${standing(alert)}</p>` : nothing}` })}
        ${panel({ id: "history", title: "History", body: history })}
      </div><div class="stack">${this.#facts(alert)}${this.#samples(alert)}</div></div>`;
  }
}

defineElement("plb-alert-page", AlertPage);
