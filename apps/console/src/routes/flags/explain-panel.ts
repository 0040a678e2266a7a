import { html, nothing, type TemplateResult } from "lit";
import { query } from "../../data/client.ts";
import { type PresentedError, presentError } from "../../data/presented-error.ts";
import { defineElement } from "../../parts/define-element.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { bucketLine } from "./bucket-line.ts";
import { ExplainFlagDocument, type ExplainFlagQuery } from "./flag.gen.ts";
import type { FlagView } from "./flag-page.ts";

type Explanation = NonNullable<ExplainFlagQuery["workspace"]>["explainFlag"];
type Step = Explanation["walk"][number];

const stepWords: Record<string, string> = {
  disabled: "disabled or killed",
  environment: "environment",
  schedule: "schedule window",
  userOverride: "user override",
  tenantOverride: "tenant override",
  denyList: "deny list",
  allowList: "allow list",
  prerequisites: "prerequisites",
  rules: "rule",
  rollout: "rollout",
  variant: "variant",
  default: "default",
  error: "could not be evaluated",
};

/** A comparison as one reads it. */
function comparisonWords({ subject, operator, expected }: Step["compared"][number]): string {
  if (operator === "below %") return `${subject.replace("rollout", `${expected} %`)}`;
  return `${subject} ${operator} ${JSON.stringify(expected)}`;
}

const sample = `{
  "targetingKey": "u_73301",
  "tenant": "acme"
}`;

/** Why somebody gets the answer that they get: the whole walk, for a context that is pasted. */
export class FlagExplain extends LightElement {
  static override properties = {
    slug: { attribute: false },
    flag: { attribute: false },
    environmentId: { attribute: false },
    text: { state: true },
    answer: { state: true },
    error: { state: true },
  };
  declare slug: string;
  declare flag: FlagView | undefined;
  declare environmentId: string;
  declare text: string;
  declare answer: Explanation | undefined;
  declare error: PresentedError | undefined;

  constructor() {
    super();
    this.slug = "";
    this.flag = undefined;
    this.environmentId = "";
    this.text = sample;
    this.answer = undefined;
    this.error = undefined;
  }

  /** Explains again what is shown: the flag has changed. */
  again(): void {
    if (this.answer) void this.#run();
  }

  #run = async (): Promise<void> => {
    try {
      const context = JSON.parse(this.text) as unknown;
      const { workspace } = await query(ExplainFlagDocument, {
        slug: this.slug,
        key: this.flag?.key ?? "",
        environmentId: this.environmentId,
        context,
      });
      this.answer = workspace?.explainFlag;
      this.error = undefined;
    } catch (error) {
      this.answer = undefined;
      this.error = presentError(
        error instanceof SyntaxError ? new Error(`The context is no JSON: ${error.message}.`) : error,
      );
    }
  };

  #step(step: Step, number: number): TemplateResult {
    const decided = step.outcome === "decided";
    const last = step.compared.at(-1);
    const said = last ? comparisonWords(last) : "";
    const [place] = step.buckets;
    const has =
      place?.bucket != null ? `bucket ${place.bucket.toLocaleString("en")}` : `has ${JSON.stringify(last?.actual)}`;
    const name = [stepWords[step.step] ?? step.step, step.ruleName ?? step.ruleId].filter(Boolean).join(" ");
    return html`<li class=${decided ? "decided" : ""} data-item>${decided ? mark("proven", "Decided") : html`<span class="dash" aria-hidden="true"></span>`}<span class="num">${number}</span><span>${name}${said ? html`<span class="sub">${said}</span>` : nothing}</span><span class="push quiet">${last ? has : decided ? "decided" : "went on"}</span></li>${this.#buckets(step)}`;
  }

  /** Of a rule that was passed the line is drawn only when its rollout alone left the context out. */
  #buckets({ outcome, compared, buckets }: Step): TemplateResult | typeof nothing {
    const close = outcome === "decided" || compared.slice(0, -1).every(({ held }) => held);
    if (!close || buckets.length === 0) return nothing;
    return html`<li class="buckets">${buckets.map((each) => bucketLine(each))}</li>`;
  }

  #answer({ evaluation, walk, problems }: Explanation): TemplateResult {
    return html`<p class="explained"><b>${JSON.stringify(evaluation.value)}</b> <span>reason <code>${evaluation.reason}</code></span> <span class="push quiet">snapshot ${evaluation.snapshotVersion}</span></p>
      ${problems.map(({ path, message }) => html`<p class="pad">${mark("broken", "Broken")} <code>${path}</code> ${message}</p>`)}
      <ol class="walk" aria-label="The walk">${walk.map((step, index) => this.#step(step, index + 1))}</ol>`;
  }

  override render(): TemplateResult {
    return panel({
      id: "explain",
      title: "Explain",
      meta: "for a pasted context",
      aside: html`<button class="btn small" type="button" @click=${this.#run}>Run</button>`,
      body: html`<textarea class="input context" aria-label="Context, as JSON" rows="5" spellcheck="false" .value=${this.text} @input=${(
        event: Event,
      ) => {
        this.text = (event.target as HTMLTextAreaElement).value;
      }} @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.#run();
      }}></textarea>
        ${this.error ? html`<div class="pad">${formError(this.error)}</div>` : nothing}${this.answer ? this.#answer(this.answer) : nothing}`,
    });
  }
}

defineElement("plb-flag-explain", FlagExplain);
