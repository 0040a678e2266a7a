import { html, type TemplateResult } from "lit";
import { field, selectField } from "../../parts/field.ts";
import type { FormState } from "../../parts/form-dialog.ts";

/** What a service's form begins with. */
export interface ServiceValues {
  key: string;
  name: string;
  description: string;
  owner: string | null;
  tier: number;
}

const tiers = [
  { value: "1", label: "1, customers notice at once" },
  { value: "2", label: "2, customers notice within the hour" },
  { value: "3", label: "3, colleagues notice" },
  { value: "4", label: "4, nobody notices for days" },
];

/** The fields of a service. */
export function serviceFields({ values, errorOf }: FormState, given: ServiceValues): TemplateResult {
  return html`${field({ name: "key", label: "Key", value: values.key ?? given.key, mono: true, placeholder: "checkout-api", required: true, autofocus: true, maxlength: 80, error: errorOf("key"), hint: "Its name in configuration. Unique in the workspace." })}
    ${field({ name: "name", label: "Name", value: values.name ?? given.name, required: true, maxlength: 120, error: errorOf("name") })}
    ${field({ name: "description", label: "What it does", value: values.description ?? given.description, maxlength: 500, error: errorOf("description") })}
    ${field({ name: "owner", label: "Who answers for it", value: values.owner ?? given.owner ?? "", placeholder: "A team or a person", maxlength: 120, error: errorOf("owner") })}
    ${selectField({ name: "tier", label: "Tier", value: values.tier ?? String(given.tier), options: tiers, error: errorOf("tier") })}`;
}

/** The input that the form's fields make. */
export function serviceInput(values: Record<string, string>): ServiceValues {
  const text = (name: string): string => values[name]?.trim() ?? "";
  return {
    key: text("key"),
    name: text("name"),
    description: text("description"),
    owner: text("owner") || null,
    tier: Number(values.tier ?? 3),
  };
}
