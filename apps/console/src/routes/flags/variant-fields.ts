import { html, nothing, type TemplateResult } from "lit";
import { field, selectField } from "../../parts/field.ts";
import { icon } from "../../parts/icon.ts";
import type { FlagView } from "./flag-page.ts";
import type { VariantRow } from "./variants-draft.ts";

export interface VariantFields {
  row: VariantRow;
  kind: FlagView["valueKind"];
  /** What is wrong at a path of the variant, or below it: `key`, `value`, `description`. */
  errorUnder: (path: string) => string | undefined;
  change: (part: Partial<VariantRow>) => void;
  /** Takes it out, and puts it back. */
  remove: () => void;
}

const booleans = ["true", "false"].map((value) => ({ value, label: value }));

/** The field of a value, by the kind of the flag's values. */
function valueField({ row, kind, errorUnder, change }: VariantFields): TemplateResult {
  const name = `variant-value-${row.id}`;
  const parts = { name, label: "Value", value: row.text, error: errorUnder("value"), mono: true };
  const onInput = (text: string): void => change({ text });
  if (kind === "BOOLEAN") return selectField({ ...parts, options: booleans, onChange: onInput });
  if (kind === "NUMBER") return field({ ...parts, type: "number", inputmode: "decimal", onInput });
  return field({ ...parts, type: "textarea", onInput });
}

/** One variant: its key, its value, and what it means. One that is taken out can be put back until it is saved. */
export function variantFields(fields: VariantFields): TemplateResult {
  const { row, kind, errorUnder, change, remove } = fields;
  const name = row.key || "the new variant";
  if (row.removed)
    return html`<li class="variant removed"><code>${row.key}</code><span class="quiet">leaves when it is saved</span><button class="btn small" type="button" aria-label="Put ${name} back" @click=${remove}>Put back</button></li>`;
  return html`<li class="variant ${kind.toLowerCase()}">
    ${field({ name: `variant-key-${row.id}`, label: "Key", value: row.key, mono: true, required: true, maxlength: 100, error: errorUnder("key"), onInput: (key) => change({ key }) })}
    ${valueField(fields)}
    ${field({ name: `variant-about-${row.id}`, label: "What it means", value: row.description, maxlength: 500, error: errorUnder("description"), onInput: (description) => change({ description }) })}
    <button class="btn icon" type="button" aria-label="Remove ${name}" title="Remove ${name}" @click=${remove}>${icon("close")}</button>
    ${row.was && row.was.key !== row.key ? html`<p class="hint">It was called <code>${row.was.key}</code>. Rules and overrides name variants by their keys, so none may name it any more.</p>` : nothing}
  </li>`;
}
