import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { cssVars } from "../../parts/css-vars.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { RepeatController } from "../../session/repeat-controller.ts";
import { FlagDecisionsDocument, type FlagDecisionsQuery } from "./flag.gen.ts";
import type { ConfigurationView, FlagView } from "./flag-page.ts";
import { type RuleLine, ruleLines } from "./rule-lines.ts";

type Flag = Extract<NonNullable<FlagDecisionsQuery["node"]>, { __typename: "Flag" }>;
type Decisions = NonNullable<Flag["configuration"]>["decisions"];
type Count = Decisions["counts"][number];

/** Milliseconds between two looks: SDKs report twice a minute. */
const lookEvery = 10_000;

/** Lines that no line of the flag stands for; shown only when something was decided so. */
const others: readonly (RuleLine & { broken?: boolean; is: (count: Count) => boolean })[] = [
  {
    when: "switched off or killed",
    gets: "the default",
    steps: [],
    is: ({ step }) => step === "disabled" || step === "environment",
  },
  {
    when: "a rule that is there no more",
    gets: "as it said",
    steps: [],
    is: ({ step, ruleId }) => step === "rules" && !ruleId,
  },
  {
    when: "asked in a browser",
    gets: "answered by the server, which tells no page why",
    steps: [],
    is: ({ step }) => step === null,
  },
  {
    when: "could not be evaluated",
    gets: "the app’s own default",
    steps: [],
    broken: true,
    is: ({ step }) => step === "error",
  },
];

/** Who gets what: the first line that fits decides, and how often each did so in the last five minutes. */
export class FlagRules extends LightElement {
  static override properties = {
    flag: { attribute: false },
    configuration: { attribute: false },
    environmentId: { attribute: false },
    edit: { attribute: false },
  };
  declare flag: FlagView | undefined;
  declare configuration: ConfigurationView | undefined;
  declare environmentId: string;
  /** Where rules are changed; null for who may not. */
  declare edit: string | null;
  #read = new QueryController(this, {
    document: FlagDecisionsDocument,
    variables: () =>
      this.flag && this.environmentId ? { id: this.flag.id, environmentId: this.environmentId } : undefined,
  });

  constructor() {
    super();
    this.flag = undefined;
    this.configuration = undefined;
    this.environmentId = "";
    this.edit = null;
    new RepeatController(this, { every: lookEvery, run: () => void this.#read.refetch() });
  }

  /** Reads again: something about the flag has happened. */
  again(): void {
    void this.#read.refetch();
  }

  get #decisions(): Decisions | undefined {
    const node = this.#read.data?.node;
    return node?.__typename === "Flag" ? node.configuration?.decisions : undefined;
  }

  #cell(count: number | undefined): TemplateResult {
    const total = this.#decisions?.total ?? 0;
    if (count === undefined) return html`<td class="num col-wide"><span class="quiet">…</span></td>`;
    const part = total === 0 ? 0 : (count / total) * 100;
    return html`<td class="num col-wide"><span class="decided">${count.toLocaleString("en")}<i aria-hidden="true" ${cssVars({ "--p": part })}></i></span></td>`;
  }

  #row(line: RuleLine, number: number | undefined, count: number | undefined, broken = false): TemplateResult {
    const first = broken ? mark("broken", "") : number;
    return html`<tr data-item class=${line.quiet ? "soft" : ""}><td class="no">${first ?? nothing}</td><td>${line.when}</td><td>${line.gets}</td>${this.#cell(count)}</tr>`;
  }

  #rows(lines: readonly RuleLine[]): TemplateResult[] {
    const counts = this.#decisions?.counts;
    const sum = (is: (count: Count) => boolean): number | undefined =>
      counts?.filter(is).reduce((all, { count }) => all + count, 0);
    const own = lines.map((line, index) => {
      const is = ({ step, ruleId }: Count): boolean =>
        line.ruleId ? ruleId === line.ruleId : line.steps.some((each) => each === step);
      return this.#row(line, index + 1, sum(is));
    });
    const further = others.flatMap((line) => {
      const count = sum(line.is) ?? 0;
      return count > 0 ? [this.#row({ ...line, quiet: true }, undefined, count, line.broken)] : [];
    });
    return [...own, ...further];
  }

  override render(): TemplateResult {
    const { flag, configuration, edit } = this;
    if (!flag || !configuration) return html``;
    const { total } = this.#decisions ?? {};
    const asked = total === 0 ? "; nobody asked in the last 5 min" : "";
    return panel({
      id: "rules",
      title: "Rules",
      meta: configuration.enabled ? `the first that fits decides${asked}` : "not looked at while it is off",
      aside: edit ? html`<a class="btn small" href=${edit}>Change rules</a>` : undefined,
      body: html`<table aria-label="Rules"><thead><tr><th scope="col" class="no">#</th><th scope="col">When</th><th scope="col">Then</th><th scope="col" class="num col-wide" title="As apps report it, every half minute">Decided, 5\u00a0min</th></tr></thead><tbody>${this.#rows(ruleLines(flag, configuration))}</tbody></table>`,
    });
  }
}

defineElement("plb-flag-rules", FlagRules);
