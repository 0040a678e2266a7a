import { html, nothing, type TemplateResult } from "lit";
import { field, selectField } from "../../parts/field.ts";
import { hoursFields } from "./hours-fields.ts";
import type { Person } from "./on-call-steps.ts";
import { addButton, earlier, removeButton, replaced, without } from "./rows.ts";
import type { LayerDraft } from "./schedule-draft.ts";

const units = [
  { value: "WEEKS", label: "weeks" },
  { value: "DAYS", label: "days" },
  { value: "HOURS", label: "hours" },
];

interface LayerFields {
  layer: LayerDraft;
  index: number;
  people: readonly Person[];
  errorOf: (path: string) => string | undefined;
  change: (part: Partial<LayerDraft>) => void;
  /** Undefined for the only one. */
  remove: (() => void) | undefined;
}

/** One layer of a schedule: who, how long, from when, in which hours. */
export function layerFields(fields: LayerFields): TemplateResult {
  const { layer, index, errorOf, change, remove } = fields;
  const at = (path: string) => errorOf(`layers.${index}.${path}`);
  const text = (
    name: "name" | "length" | "startsOn" | "handOverAt",
    label: string,
    more: object,
    path: string = name,
  ) =>
    field({
      name: `${name}-${index}`,
      label,
      required: true,
      value: layer[name],
      error: at(path),
      onInput: (value) => change({ [name]: value }),
      ...more,
    });
  return html`<fieldset class="part"><legend>Layer ${index + 1}</legend>
    <div class="part-head">${text("name", "Name", { maxlength: 80 })}${remove ? removeButton(`Take layer ${index + 1} out`, remove) : nothing}</div>
    ${turnTakers(fields)}
    <div class="fields-row four">${text("length", "A turn is", { type: "number", inputmode: "numeric" }, "turn.length")}
    ${selectField({ name: `unit-${index}`, label: "of", value: layer.unit, options: units, onChange: (unit) => change({ unit: unit as LayerDraft["unit"] }) })}
    ${text("startsOn", "First hand-over", { type: "date" })}${text("handOverAt", "at", { type: "time" })}</div>
    ${layer.restrictions.map((hours, n) => html`<div class="part-head">${hoursFields({ name: `hours-${index}-${n}`, hours, path: `layers.${index}.restrictions.${n}`, errorOf, change: (part) => change({ restrictions: replaced(layer.restrictions, n, part) }) })}${removeButton(`Take hours ${n + 1} out`, () => change({ restrictions: without(layer.restrictions, n) }))}</div>`)}
    ${layer.restrictions.length === 0 ? html`<p class="hint">It serves around the clock.</p>` : nothing}
    ${addButton(layer.restrictions.length === 0 ? "Only in some hours" : "More hours", () => change({ restrictions: [...layer.restrictions, { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }] }))}
  </fieldset>`;
}

function turnTakers({ layer, index, people, errorOf, change }: LayerFields): TemplateResult {
  const { userIds } = layer;
  const nameOf = (id: string) => people.find((each) => each.id === id)?.name ?? "Somebody who left";
  const rest = people.filter(({ id }) => !userIds.includes(id));
  const none = userIds.length === 0 ? errorOf(`layers.${index}.userIds`) : undefined;
  const row = (id: string, n: number) => {
    const error = errorOf(`layers.${index}.userIds.${n}`);
    return html`<li><span>${nameOf(id)}</span>${n > 0 ? html`<button class="btn small" type="button" aria-label="${nameOf(id)} earlier in layer ${index + 1}" @click=${() => change({ userIds: earlier(userIds, n) })}>Earlier</button>` : nothing}
      ${removeButton(`Take ${nameOf(id)} out of layer ${index + 1}`, () => change({ userIds: without(userIds, n) }))}${error ? html`<p class="error">${error} Take this person out.</p>` : nothing}</li>`;
  };
  const add = (id: string) => id && change({ userIds: [...userIds, id] });
  return html`<div class="field"><span class="label">Who takes turns, in this order</span><ol class="turn-takers">${userIds.map(row)}</ol>
    ${none ? html`<p class="error">Choose at least one person.</p>` : nothing}</div>
    ${rest.length > 0 ? selectField({ name: `add-${index}`, label: "Add somebody", value: "", options: [{ value: "", label: "Choose a member" }, ...rest.map(({ id, name }) => ({ value: id, label: name }))], onChange: add }) : nothing}`;
}
