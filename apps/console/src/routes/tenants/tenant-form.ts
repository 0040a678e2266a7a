import { html, type TemplateResult } from "lit";
import { field } from "../../parts/field.ts";
import type { FormState } from "../../parts/form-dialog.ts";

/** What a tenant's form begins with. */
export interface TenantValues {
  key: string;
  name: string;
  metadata: unknown;
}

function lines(metadata: unknown): string {
  return Object.entries((metadata ?? {}) as Record<string, string>)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

/** The fields of a tenant. */
export function tenantFields({ values, errorOf }: FormState, given: TenantValues): TemplateResult {
  return html`${field({ name: "name", label: "Name", value: values.name ?? given.name, required: true, autofocus: true, maxlength: 120, error: errorOf("name") })}
    ${field({ name: "key", label: "Key", value: values.key ?? given.key, mono: true, required: true, maxlength: 120, error: errorOf("key"), hint: "Your own name for it in your systems. Your backend passes it when it mints an embed token." })}
    ${field({ name: "notes", label: "Notes", type: "textarea", mono: true, value: values.notes ?? lines(given.metadata), error: errorOf("metadata"), hint: "One per line, as in “plan: enterprise”." })}`;
}

/** The input that the form's fields make. */
export function tenantInput(values: Record<string, string>): {
  key: string;
  name: string;
  metadata: Record<string, string>;
} {
  const notes = (values.notes ?? "").split("\n").flatMap((line) => {
    const at = line.indexOf(":");
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const] : [];
  });
  return { key: values.key?.trim() ?? "", name: values.name?.trim() ?? "", metadata: Object.fromEntries(notes) };
}
