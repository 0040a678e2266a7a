import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { toldTimes } from "../../parts/told-times.ts";
import { RepeatController } from "../../session/repeat-controller.ts";
import { breachedSince, type ChartMark, guardChart } from "./guard-chart.ts";
import { countsAtLimit, guardWords } from "./guard-words.ts";
import { FlagRolloutsDocument, type FlagRolloutsQuery, GuardChartDocument } from "./rollouts.gen.ts";

type Flag = Extract<NonNullable<FlagRolloutsQuery["node"]>, { __typename: "Flag" }>;
export type Plan = Flag["rollouts"]["nodes"][number];
type Guard = Plan["guards"]["nodes"][number];

const guardMarks: Record<Guard["state"], [MarkState, string]> = {
  OK: ["proven", "holds"],
  UNPROVEN: ["claimed", "no data yet"],
  BREACHED: ["broken", "breached"],
};

/** What happened to a plan, for the charts of its guards. */
function marksOf({ steps, step, lastStepAt, endedAt, state, createdAt }: Plan): ChartMark[] {
  const marks: ChartMark[] = [];
  if (step > 1) marks.push({ at: createdAt, label: "begun", bad: false });
  if (lastStepAt) marks.push({ at: lastStepAt, label: `${steps[step - 1]}\u00a0%`, bad: false });
  if (endedAt && state === "ROLLED_BACK") marks.push({ at: endedAt, label: "rolled back", bad: true });
  return marks;
}

/** Minutes of a chart, so that it begins before the plan: few steps of them, so that it is not drawn anew every minute. */
function minutesFor({ createdAt }: Plan): number {
  const age = (Date.now() - Date.parse(createdAt)) / 60_000;
  return [15, 30, 60, 180].find((minutes) => minutes * 0.8 > age) ?? 360;
}

/** One guard of a rollout: when it acts, what it looks at, and how that stands. */
export class FlagGuard extends LightElement {
  static override properties = { slug: { attribute: false }, guard: { attribute: false }, plan: { attribute: false } };
  declare slug: string;
  declare guard: Guard | undefined;
  declare plan: Plan | undefined;
  #read = new QueryController(this, {
    document: GuardChartDocument,
    variables: () =>
      this.guard?.rule && this.plan ? { id: this.guard.rule.id, minutes: minutesFor(this.plan) } : undefined,
  });

  constructor() {
    super();
    this.slug = "";
    this.guard = undefined;
    this.plan = undefined;
    new RepeatController(this, { every: 30_000, run: () => void this.#read.refetch() });
  }

  get #rule() {
    const node = this.#read.data?.node;
    return node?.__typename === "AlertRule" ? node : undefined;
  }

  #facts(guard: Guard): TemplateResult {
    const rule = this.#rule;
    const since = rule ? breachedSince(rule.chart, countsAtLimit(rule.definition)) : null;
    const at = `/w/${this.slug}/alerts`;
    return html`<dl class="facts">
      ${since ? html`<dt>Beyond the limit since</dt><dd>${exactTime(since, "time")}</dd>` : nothing}
      <dt>Looked at</dt><dd>${timeAgo(guard.checkedAt)}</dd>
      <dt>Newest data</dt><dd>${timeAgo(guard.dataAt, "ago", "none yet")}</dd>
      ${guard.rule ? html`<dt>Rule</dt><dd><a class="link" href="${at}/rules/${guard.rule.id}">${guard.rule.name}</a></dd>` : nothing}
      ${guard.alert ? html`<dt>Led to</dt><dd><a class="link" href="${at}/${guard.alert.id}">${guard.alert.title}</a></dd>` : nothing}</dl>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { guard, plan } = this;
    if (!guard || !plan) return nothing;
    const [state, word] = guardMarks[guard.state];
    const rule = this.#rule;
    const does = guard.action === "PAUSE" ? "hold the rollout" : "roll back to what was before";
    const when = rule ? guardWords(rule.definition, rule.chart.unit) : html`an alert names ${guard.service?.key}`;
    const sentence = guard.rule && !rule ? nothing : html`<p class="when">When ${when}, ${does}.</p>`;
    const missing = this.#read.error
      ? html`<p class="pad quiet">What it looks at could not be read; you may need the permission <code>alerts:read</code>.</p>`
      : guard.rule
        ? html`<div class="skeleton guard-wait"></div>`
        : nothing;
    return html`<div class="guard"><p class="guard-head"><b>${guard.name}</b>${stateWord(state, word)}</p>
      ${sentence}${rule ? guardChart(rule.chart, marksOf(plan)) : missing}
      <p class="guard-detail">${toldTimes(guard.detail)}</p>${this.#facts(guard)}</div>`;
  }
}

defineElement("plb-flag-guard", FlagGuard);

/** The guards of a flag's newest rollout in an environment; left out while there is none. */
export class FlagGuards extends LightElement {
  static override properties = {
    slug: { attribute: false },
    flagId: { attribute: false },
    environmentId: { attribute: false },
  };
  declare slug: string;
  declare flagId: string;
  declare environmentId: string;
  #read = new QueryController(this, {
    document: FlagRolloutsDocument,
    variables: () => (this.flagId ? { id: this.flagId } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    this.flagId = "";
    this.environmentId = "";
  }

  /** Reads again: something about the flag has happened. */
  again(): void {
    void this.#read.refetch();
  }

  override render(): TemplateResult | typeof nothing {
    const node = this.#read.data?.node;
    const plans = node?.__typename === "Flag" ? node.rollouts.nodes : [];
    const plan = plans.find(({ environment }) => environment?.id === this.environmentId);
    const guards = plan?.guards.nodes ?? [];
    if (!plan || guards.length === 0) return nothing;
    return panel({
      id: "guards",
      title: guards.length === 1 ? "Guard" : "Guards",
      meta: plan.endedAt ? "of the rollout that is over" : "of this rollout",
      body: guards.map(
        (guard) => html`<plb-flag-guard .slug=${this.slug} .guard=${guard} .plan=${plan}></plb-flag-guard>`,
      ),
    });
  }
}

defineElement("plb-flag-guards", FlagGuards);
