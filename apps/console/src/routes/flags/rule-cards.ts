import type { Rule } from "@plumbline/sdk/flags";
import { html, nothing, type TemplateResult } from "lit";
import { conditionFields } from "./condition-fields.ts";
import { rolloutFields } from "./rollout-fields.ts";
import { serveFields } from "./serve-fields.ts";

export interface RuleCards {
  rules: readonly Rule[];
  variants: readonly string[];
  segments: readonly string[];
  bucketBy: string;
  /** What is wrong at a path that begins with this. */
  errorUnder: (path: string) => string | undefined;
  change: (rules: Rule[]) => void;
}

function moved(rules: readonly Rule[], from: number, to: number): Rule[] {
  const next = [...rules];
  const [rule] = next.splice(from, 1);
  if (rule) next.splice(to, 0, rule);
  return next;
}

/** The rule without what is left out: an absent field and an undefined one are the same to a reader, not to a diff. */
function without(rule: Rule, change: Partial<Rule>): Rule {
  return JSON.parse(JSON.stringify({ ...rule, ...change })) as Rule;
}

let dragged: number | undefined;

/** Rules in their order, each its own card; moved by dragging, by its buttons, or by Alt and an arrow. */
export function ruleCards(parts: RuleCards): TemplateResult {
  const { rules, change } = parts;
  const cards = rules.map((rule, index) => {
    const move = (to: number): void => {
      if (to >= 0 && to < rules.length) change(moved(rules, index, to));
    };
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      event.preventDefault();
      move(index + (event.key === "ArrowUp" ? -1 : 1));
    };
    return html`<li class="rule-card" @keydown=${onKey} @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${() => {
      if (dragged !== undefined && dragged !== index) change(moved(rules, dragged, index));
      dragged = undefined;
    }}>${ruleHead(parts, rule, index, move)}${ruleBody(parts, rule, index)}</li>`;
  });
  const add = (): void => change([...rules, { id: crypto.randomUUID(), conditions: [] }]);
  return html`<ol class="rule-cards">${cards}</ol><button class="btn" type="button" @click=${add}>Add a rule</button>`;
}

function ruleHead({ rules, change }: RuleCards, rule: Rule, index: number, move: (to: number) => void): TemplateResult {
  const number = index + 1;
  const rename = (event: Event): void => {
    const name = (event.target as HTMLInputElement).value.trim();
    change(rules.map((each, at) => (at === index ? without(each, { name: name || undefined }) : each)));
  };
  return html`<div class="row"><span class="grip" draggable="true" title="Drag to another place" aria-hidden="true" @dragstart=${() => {
    dragged = index;
  }}>⠿</span><b>Rule ${number}</b><input class="input grow" aria-label="Name of rule ${number}" placeholder="What people call it" maxlength="120" .value=${rule.name ?? ""} @change=${rename}>
    <button class="btn small" type="button" ?disabled=${index === 0} aria-label="Move rule ${number} up" @click=${() => move(index - 1)}>Up</button><button class="btn small" type="button" ?disabled=${index === rules.length - 1} aria-label="Move rule ${number} down" @click=${() => move(index + 1)}>Down</button><button class="btn small" type="button" aria-label="Remove rule ${number}" @click=${() => change(rules.filter((_, at) => at !== index))}>Remove</button></div>`;
}

function ruleBody(
  { rules, variants, segments, bucketBy, errorUnder, change }: RuleCards,
  rule: Rule,
  index: number,
): TemplateResult {
  const path = `rules[${index}]`;
  const set = (part: Partial<Rule>): void =>
    change(rules.map((each, at) => (at === index ? without(each, part) : each)));
  const error = errorUnder(`${path}.conditions`) ? undefined : errorUnder(path);
  return html`${conditionFields({ conditions: rule.conditions, segments, errorAt: (at) => errorUnder(`${path}.conditions[${at}]`), change: (conditions) => set({ conditions }) })}
    <div class="rule-then">${serveFields({ label: "Gets", serve: rule.serve, variants, inherit: "What the flag serves", change: (serve) => set({ serve }) })}
    ${rolloutFields({ label: `Rollout of rule ${index + 1}`, rollout: rule.rollout ?? null, bucketBy, change: (rollout) => set({ rollout: rollout ?? undefined }) })}</div>
    ${error ? html`<p class="error">${error}</p>` : nothing}`;
}
