import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime, momentOf } from "../../parts/clock.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark, stateWord } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { addressWith } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { alertTabs } from "./alert-tabs.ts";
import "./alerts.css";
import { editSchedule } from "./edit-schedule.ts";
import {
  DeleteOnCallScheduleDocument,
  OnCallSchedulesDocument,
  type OnCallSchedulesQuery,
  RemoveOnCallOverrideDocument,
} from "./on-call.gen.ts";
import { addOverride, type Person } from "./on-call-steps.ts";
import { type Week, weekAt } from "./week.ts";
import "./week-lane.ts";
import { hoursWords } from "./hours-words.ts";

type Schedule = NonNullable<OnCallSchedulesQuery["workspace"]>["onCallSchedules"]["nodes"][number];

/** Who is on call: each schedule a week, with its gaps and its overrides. */
export class OnCallPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: OnCallSchedulesDocument,
    variables: () =>
      this.slug ? { slug: this.slug, from: this.#week.from.toISOString(), to: this.#week.to.toISOString() } : undefined,
  });

  constructor() {
    super();
    new EventsController(this, { types: ["on_call_schedule."], onEvents: () => void this.#read.refetch() });
  }

  get #offset(): number {
    const asked = Number(this.search.get("week") ?? 0);
    return Number.isInteger(asked) && Math.abs(asked) <= 520 ? asked : 0;
  }

  get #week(): Week {
    return weekAt(this.#offset);
  }

  get #people(): Person[] {
    return (this.#read.data?.workspace?.members.nodes ?? []).flatMap(({ user }) => (user ? [user] : []));
  }

  async #step(step: () => Promise<unknown>): Promise<void> {
    await runStep(async () => {
      await step();
      await this.#read.refetch();
    });
  }

  #override(schedule: Schedule, span: { from: Date; to: Date }): void {
    void this.#step(() => addOverride(schedule, this.#people, span));
  }

  async #delete(schedule: Schedule): Promise<void> {
    const consequence = "Policies that tell whoever is on call in it refuse this until it is taken out of them.";
    if (!(await confirmStep({ title: `Delete ${schedule.name}`, consequence, verb: "Delete", danger: true }))) return;
    await this.#step(() => mutate(DeleteOnCallScheduleDocument, { input: { scheduleId: schedule.id } }));
  }

  #now({ now, timeZone }: Schedule): TemplateResult {
    if (!now.user) return html`${stateWord("broken", "Nobody is on call now")}`;
    const until = now.until ? html`, until ${momentOf(now.until)} (${timeAgo(now.until, "until")})` : nothing;
    return html`<b>${now.user.name}</b> is on call now${until}. ${timeZone}`;
  }

  #turns(schedule: Schedule): TemplateResult {
    const words = { HOURS: "hour", DAYS: "day", WEEKS: "week" } as const;
    return html`${schedule.layers.map(
      ({ name, people, turnLength, turnUnit, handOverAt, restrictions }) =>
        html`<span>${name}: ${people.map((each) => each?.name ?? "somebody who left").join(", ")}; turns of ${turnLength} ${words[turnUnit]}${turnLength === 1 ? "" : "s"}, handed over at ${handOverAt}${restrictions.length > 0 ? `; only ${restrictions.map(hoursWords).join(" and ")}` : ""}. </span>`,
    )}`;
  }

  #overrides(schedule: Schedule): TemplateResult | typeof nothing {
    if (schedule.overrides.length === 0) return nothing;
    const remove = (overrideId: string) =>
      this.#step(() => mutate(RemoveOnCallOverrideDocument, { input: { scheduleId: schedule.id, overrideId } }));
    return html`<ul class="claims">${schedule.overrides.map(
      (
        each,
      ) => html`<li>${mark("passed", "")}<span class="what">${each.user?.name ?? "Somebody who left"} ${exactTime(each.startsAt, "short")}, ${exactTime(each.startsAt, "minute")} to ${exactTime(each.endsAt, "short")}, ${exactTime(each.endsAt, "minute")}</span>
        <span class="when tail">${this.can("alerts:write") ? html`<button class="btn small" type="button" aria-label="Remove the override of ${each.user?.name ?? "somebody"}" @click=${() => void remove(each.id)}>Remove</button>` : nothing}</span>
        <p class="proof">Override by ${each.madeBy}. ${each.comment}</p></li>`,
    )}</ul>`;
  }

  #schedule(schedule: Schedule): TemplateResult {
    const week = this.#week;
    const gaps = schedule.shifts.filter(({ isGap, to }) => isGap && Date.parse(to) > Date.now());
    const inAnHour = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000);
    const span = { from: inAnHour, to: new Date(inAnHour.getTime() + 8 * 3_600_000) };
    const may = this.can("alerts:write");
    const aside = html`${may ? html`<button class="btn small" type="button" @click=${() => this.#override(schedule, span)}>Override</button>` : nothing}${this.can("alert_rules:write") ? html`<button class="btn small" type="button" aria-label="Change ${schedule.name}" @click=${() => void this.#step(() => editSchedule(this.workspaceId, this.#people, schedule))}>Change</button><button class="btn small danger" type="button" @click=${() => void this.#delete(schedule)}>Delete</button>` : nothing}`;
    const drawn = (event: CustomEvent<{ from: Date; to: Date }>) => this.#override(schedule, event.detail);
    const body = html`<p class="alert-facts">${this.#now(schedule)}</p>
      <div class="week" tabindex="0" role="group" aria-label="Week of ${schedule.name}"><div class="week-days" aria-hidden="true">${week.days.slice(0, 7).map((day) => html`<span>${day.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short" })}</span>`)}</div>
      <plb-week-lane .week=${week} .shifts=${schedule.shifts} .label=${`Who is on call in ${schedule.name}`} .drawable=${may} @plb-span-drawn=${drawn}></plb-week-lane></div>
      ${gaps.length > 0 ? html`<p class="alert-facts">${stateWord("broken", `Nobody is on call ${gaps.length === 1 ? "in one span" : `in ${gaps.length} spans`} of this week`)}${may ? " Draw over it, or use Override, to fill it." : ""}</p>` : nothing}
      ${this.#overrides(schedule)}`;
    return panel({ id: schedule.id, title: schedule.name, aside, body, footer: this.#turns(schedule) });
  }

  #weeks(): TemplateResult {
    const link = (offset: number, label: string) =>
      html`<a class="btn small" href=${addressWith({ week: offset === 0 ? null : String(offset) })} data-replace>${label}</a>`;
    const { from } = this.#week;
    return html`<div class="filters">${link(this.#offset - 1, "Week before")}${link(0, "This week")}${link(this.#offset + 1, "Week after")}<span class="filter">from ${exactTime(from.toISOString(), "day")}</span></div>`;
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Alerts", href: this.at("alerts") }, { label: "On call" }],
      reads: this.#read,
      live: true,
    });
    const { data, error } = this.#read;
    const all = data?.workspace?.onCallSchedules.nodes;
    const shown = this.itemId ? all?.filter(({ id }) => id === this.itemId) : all;
    const make = this.can("alert_rules:write")
      ? html`<button class="btn primary" type="button" ?disabled=${!data} @click=${() => void this.#step(() => editSchedule(this.workspaceId, this.#people))}>Make a schedule</button>`
      : undefined;
    const empty = emptyState({
      title: "Nobody takes turns yet",
      words: "A schedule says who is told at night and at weekends; its gaps are shown before they hurt.",
      action: make,
    });
    const body = !shown
      ? html`<section class="panel" aria-label="Schedules">${error ? loadError(error, () => void this.#read.refetch()) : skeleton(4)}</section>`
      : shown.length === 0
        ? html`<section class="panel" aria-label="Schedules">${empty}</section>`
        : html`${this.#weeks()}<div class="stack">${shown.map((each) => this.#schedule(each))}</div>`;
    return html`${pageHead({ title: "On call", sub: "Who is told when nobody acknowledges in time. Gaps are red before anybody misses a call.", actions: html`${alertTabs(this.slug, "/on-call")}${make ?? nothing}` })}${body}`;
  }
}

defineElement("plb-on-call-page", OnCallPage);
