import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { durationWords } from "../../parts/duration-words.ts";
import { ladder, type Rung } from "../../parts/ladder.ts";
import { LightElement } from "../../parts/light-element.ts";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { toldTimes } from "../../parts/told-times.ts";
import { askReason } from "./ask-reason.ts";
import { type RolloutTrack, rolloutTrack } from "./rollout-track.ts";
import {
  AbortRolloutDocument,
  FlagRolloutsDocument,
  type FlagRolloutsQuery,
  PauseRolloutDocument,
  ResumeRolloutDocument,
} from "./rollouts.gen.ts";
import { startRollout } from "./start-rollout.ts";

type Flag = Extract<NonNullable<FlagRolloutsQuery["node"]>, { __typename: "Flag" }>;
type Plan = Flag["rollouts"]["nodes"][number];

const planMarks: Record<Plan["state"], [MarkState, string]> = {
  RUNNING: ["running", "Goes on by itself"],
  PAUSED: ["degraded", "Stands still"],
  COMPLETED: ["proven", "Every step was taken"],
  ABORTED: ["passed", "Ended"],
  ROLLED_BACK: ["broken", "Rolled back"],
};

/** The staged rollout of a flag in an environment: how far it is, what comes next, what guards it, and its steps. */
export class FlagRolloutPanel extends LightElement {
  static override properties = {
    slug: { attribute: false },
    flag: { attribute: false },
    environment: { attribute: false },
    may: { attribute: false },
    percentage: { attribute: false },
    measured: { attribute: false },
  };
  declare slug: string;
  declare flag: { id: string; key: string } | undefined;
  declare environment: { id: string; name: string } | undefined;
  declare may: boolean;
  /** What the flag lets in now, in percent. */
  declare percentage: number;
  /** Share of answers that were not the default; null where nobody asked. */
  declare measured: RolloutTrack["measured"];
  #read = new QueryController(this, {
    document: FlagRolloutsDocument,
    variables: () => (this.flag ? { id: this.flag.id } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    this.flag = undefined;
    this.environment = undefined;
    this.may = false;
    this.percentage = 0;
    this.measured = null;
  }

  /** Reads again: something about the flag has happened. */
  again(): void {
    void this.#read.refetch();
  }

  get #plan(): Plan | undefined {
    const node = this.#read.data?.node;
    const plans = node?.__typename === "Flag" ? node.rollouts.nodes : [];
    return plans.find(({ environment }) => environment?.id === this.environment?.id);
  }

  async #step(step: () => Promise<unknown>, words: string): Promise<void> {
    await runStep(async () => {
      await step();
      toast(words);
      this.again();
    });
  }

  #start = async (): Promise<void> => {
    const { flag, environment, slug } = this;
    if (flag && environment && (await startRollout({ slug, flag, environment }))) this.again();
  };

  async #pause({ id }: Plan): Promise<void> {
    const reason = await askReason({
      title: "Hold the rollout",
      intro: "It stays at the share that it has.",
      verb: "Hold it",
    });
    if (reason)
      await this.#step(() => mutate(PauseRolloutDocument, { input: { rolloutId: id, reason } }), "It stands still.");
  }

  async #abort({ id }: Plan, rollBack: boolean): Promise<void> {
    const reason = await askReason({
      title: rollBack ? "Roll back" : "End the rollout",
      intro: rollBack
        ? "The flag does again what it did before the plan began."
        : "The flag stays at the share that it has.",
      verb: rollBack ? "Roll it back" : "End it",
      danger: rollBack,
    });
    if (!reason) return;
    const input = { rolloutId: id, reason, rollBack };
    await this.#step(() => mutate(AbortRolloutDocument, { input }), rollBack ? "Rolled back." : "Ended.");
  }

  #actions(plan: Plan | undefined): TemplateResult | undefined {
    if (!this.may) return undefined;
    if (!plan || plan.endedAt)
      return html`<button class="btn small" type="button" @click=${this.#start}>Roll out in steps</button>`;
    const resume = (): void =>
      void this.#step(() => mutate(ResumeRolloutDocument, { input: { rolloutId: plan.id } }), "It goes on.");
    const go =
      plan.state === "PAUSED"
        ? html`<button class="btn small primary" type="button" @click=${resume}>Resume</button>`
        : html`<button class="btn small" type="button" @click=${() => void this.#pause(plan)}>Pause</button>`;
    return html`${go}<button class="btn small" type="button" @click=${() => void this.#abort(plan, false)}>End it</button><button class="btn small danger" type="button" @click=${() => void this.#abort(plan, true)}>Roll back</button>`;
  }

  #rungs(plan: Plan): Rung[] {
    return plan.steps.map((percentage, index) => {
      const taken = index < plan.step;
      const newest = index === plan.step - 1;
      const back = plan.state === "ROLLED_BACK" && newest;
      const next = index === plan.step && plan.state === "RUNNING";
      const evidence = back
        ? html`Given back ${timeAgo(plan.endedAt)}.`
        : newest
          ? html`Taken ${timeAgo(plan.lastStepAt)}.`
          : taken
            ? "Taken."
            : next
              ? html`${plan.waitingFor ? toldTimes(plan.waitingFor) : html`Comes ${plan.nextAt ? exactTime(plan.nextAt, "minute") : "next"}.`}`
              : "Still to come.";
      return {
        title: `${percentage} %`,
        state: back ? ("broken" as const) : taken ? ("proven" as const) : ("claimed" as const),
        evidence,
      };
    });
  }

  #guards({ guards }: Plan): TemplateResult {
    const { length } = guards.nodes;
    if (length === 0) return html`<p class="pad quiet">Nothing guards it: only a person stops it.</p>`;
    const unproven = guards.nodes.filter(({ state }) => state === "UNPROVEN").length;
    const words = length === 1 ? "One guard watches it" : `${length} guards watch it`;
    return html`<p class="pad quiet">${words}${unproven > 0 ? html`; of ${unproven === length ? "none" : "not every one"} there is data yet` : nothing}. <a class="link" href="#guards">What ${length === 1 ? "it sees" : "they see"}</a></p>`;
  }

  override render(): TemplateResult {
    const plan = this.#plan;
    if (!plan)
      return panel({
        id: "rollout",
        title: "Staged rollout",
        meta: "none here",
        aside: this.#actions(undefined),
        body: html`<p class="pad quiet">Steps of a share, an interval between them, and guards that take it back when something breaks.</p>`,
      });
    const [state, word] = planMarks[plan.state];
    const { window: hours } = plan;
    const facts = [
      `${plan.steps.join(" → ")} %`,
      `${durationWords(plan.intervalSeconds * 1000)} apart`,
      ...(hours ? [`from ${hours.from} to ${hours.to}, ${hours.timeZone}`] : []),
    ];
    const isSaid = plan.reason === `${word}.` || plan.state === "RUNNING";
    const why = plan.reason && !isSaid ? html`<p class="why">${toldTimes(plan.reason)}</p>` : nothing;
    const alert = plan.alert
      ? html` <a href=${`/w/${this.slug}/alerts/${plan.alert.id}`}>${plan.alert.title}</a>`
      : nothing;
    return panel({
      id: "rollout",
      title: "Staged rollout",
      meta: facts.join(", "),
      aside: this.#actions(plan),
      body: html`${rolloutTrack({
        now: this.percentage,
        steps: plan.steps,
        taken: plan.step,
        givenBackAt: plan.state === "ROLLED_BACK" ? plan.endedAt : null,
        measured: this.measured,
      })}
        <div class="pad"><div class="row">${stateWord(state, word)}<span class="quiet">begun by ${plan.startedBy}</span>${alert}</div>${why}</div>
        ${ladder(this.#rungs(plan))}
        ${this.#guards(plan)}`,
    });
  }
}

defineElement("plb-flag-rollout", FlagRolloutPanel);
