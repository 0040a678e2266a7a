import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { field, selectField } from "../../parts/field.ts";
import type { RuleFields } from "./rule-fields.ts";
import type { RuleChoicesQuery } from "./rules.gen.ts";

interface EffectFields extends Omit<RuleFields, "vocabulary"> {
  /** The rule itself, which cannot keep its own alerts quiet; empty for a new one. */
  ruleId: string;
  /** Undefined until they are read. */
  choices: NonNullable<RuleChoicesQuery["workspace"]> | undefined;
  routingHref: string;
}

interface Named {
  id: string;
  name: string;
}

/** Where a rule's alerts go, when they come back, and what they keep quiet. */
export function effectFields(fields: EffectFields): TemplateResult {
  const { draft, change, errorOf, choices, routingHref } = fields;
  const policies = [
    { value: "", label: "The route's" },
    ...withChosen(choices?.escalationPolicies.nodes, draft.policyId ? [draft.policyId] : [], "policy").map(
      ({ id, name }) => ({ value: id, label: name }),
    ),
  ];
  const routes = withChosen(choices?.alertRoutes.nodes, draft.routeIds, "route");
  const none = choices && routes.length === 0;
  return html`<fieldset class="choices"><legend>Routes besides those that match</legend>${checks(routes, draft.routeIds, (routeIds) => change({ routeIds }))}
      ${none ? html`<p class="hint">There is no route yet: alerts stand in the inbox and reach nobody. <a href=${routingHref}>Make one</a></p>` : nothing}${problem(errorOf, "definition.routeIds", draft.routeIds)}</fieldset>
    <div class="fields-row">${selectField({ name: "policy", label: "Escalation policy", value: draft.policyId, options: policies, error: errorOf("definition.policyId"), onChange: (policyId) => change({ policyId }) })}
    ${field({ name: "flapMinutes", label: "Reopens within, minutes", type: "number", inputmode: "decimal", value: draft.flapMinutes, error: errorOf("definition.flapSeconds"), hint: "What comes back so soon is the same alert, not a new one.", onInput: (flapMinutes) => change({ flapMinutes }) })}</div>
    ${inhibitFields(fields)}`;
}

function inhibitFields({ draft, change, errorOf, choices, ruleId }: EffectFields): TemplateResult | typeof nothing {
  const others = choices?.alertRules.nodes.filter(({ id }) => id !== ruleId);
  const rules = withChosen(others, draft.inhibitIds, "rule");
  if (rules.length === 0) return nothing;
  const equal = field({
    name: "inhibitEqual",
    label: "Only with equal values of",
    value: draft.inhibitEqual,
    mono: true,
    placeholder: "provider",
    error: ["", ".0", ".1", ".2", ".3", ".4"].map((at) => errorOf(`definition.inhibits.equal${at}`)).find(Boolean),
    hint: "Labels of both alerts, with commas between. Empty: whatever their labels are.",
    onInput: (inhibitEqual) => change({ inhibitEqual }),
  });
  return html`<fieldset class="choices"><legend>While it is open, keep quiet the alerts of</legend><div class="choices scroll">${checks(rules, draft.inhibitIds, (inhibitIds) => change({ inhibitIds }))}</div>
    ${problem(errorOf, "definition.inhibits.ruleIds", draft.inhibitIds)}${draft.inhibitIds.length > 0 ? equal : nothing}</fieldset>`;
}

/** What is chosen stands there even when the list does not have it: saving must not lose it unseen. */
function withChosen(listed: readonly Named[] | undefined, chosen: readonly string[], noun: string): Named[] {
  const missing = chosen.filter((id) => !listed?.some((each) => each.id === id));
  return [...missing.map((id) => ({ id, name: `A ${noun} that is not listed (${id})` })), ...(listed ?? [])];
}

function checks(all: readonly Named[], chosen: readonly string[], choose: (ids: string[]) => void): TemplateResult[] {
  const toggle = (id: string, on: boolean) => choose(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  return all.map(
    ({ id, name }) =>
      html`<label class="check"><input type="checkbox" .checked=${live(chosen.includes(id))} @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}> ${name}</label>`,
  );
}

function problem(
  errorOf: RuleFields["errorOf"],
  path: string,
  ids: readonly string[],
): TemplateResult | typeof nothing {
  const found = [errorOf(path), ...ids.map((_, n) => errorOf(`${path}.${n}`))].find(Boolean);
  return found ? html`<div class="field"><p class="error">${found}</p></div>` : nothing;
}
