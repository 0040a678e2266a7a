import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { askApproval } from "./ask-approval.ts";
import { SetFlagOverrideDocument } from "./flag.gen.ts";
import type { EnvironmentView, FlagHere, FlagView } from "./flag-page.ts";
import { removeOverride } from "./remove-override.ts";

export interface OverridesPanel {
  flag: FlagView;
  here: FlagHere;
  environment: EnvironmentView;
  workspaceId: string;
  may: boolean;
  changed: () => Promise<void>;
}

async function add({ flag, environment, workspaceId, changed }: OverridesPanel): Promise<void> {
  const made = await openFormDialog({
    title: "Give somebody their own answer",
    intro: `In ${environment.name} only. It goes before lists, rules and rollouts.${environment.asks ? " A second member must approve it first." : ""}`,
    verb: environment.asks ? "Ask for approval" : "Set the override",
    fields: ({ values, errorOf }) => html`${selectField({
      name: "kind",
      label: "For",
      value: values.kind ?? "USER",
      options: [
        { value: "USER", label: "A user" },
        { value: "TENANT", label: "A tenant" },
      ],
    })}
      ${field({ name: "subject", label: "Key", value: values.subject ?? "", mono: true, required: true, autofocus: true, maxlength: 200, error: errorOf("subject"), hint: "The user's targetingKey, or the tenant's key." })}
      ${selectField({ name: "variant", label: "Gets", value: values.variant ?? flag.variants[0]?.key ?? "", options: flag.variants.map(({ key }) => ({ value: key, label: key })), error: errorOf("variant") })}
      ${field({ name: "expiresAt", label: "Until", type: "datetime-local", value: values.expiresAt ?? "", error: errorOf("expiresAt"), hint: "Left empty, for good." })}
      ${field({ name: "reason", label: "Reason", value: values.reason ?? "", required: true, maxlength: 500, error: errorOf("reason") })}`,
    submit: async ({ kind, subject = "", variant = "", expiresAt, reason = "" }) => {
      const override = {
        flagId: flag.id,
        environmentId: environment.id,
        kind: kind === "TENANT" ? ("TENANT" as const) : ("USER" as const),
        subject: subject.trim(),
        variant,
        expiresAt: expiresAt ? new Date(expiresAt).toISOString() : null,
      };
      if (environment.asks) await askApproval(workspaceId, { override }, reason);
      else await mutate(SetFlagOverrideDocument, { input: { ...override, reason } });
      return true;
    },
  });
  if (made) await changed();
}

/** Users and tenants with an answer of their own, why, and until when. */
export function overridesPanel(parts: OverridesPanel): TemplateResult {
  const { here, may } = parts;
  const { nodes } = here.overrides;
  const rows = nodes.map(
    (each) =>
      html`<tr data-item><td><b>${each.subject}</b> <span class="quiet">${each.kind.toLowerCase()}</span></td><td><code>${each.variant}</code></td><td class="col-wide">${each.reason}<span class="sub">${each.madeBy}</span></td><td class="num">${each.expiresAt ? timeAgo(each.expiresAt) : html`<span class="quiet">for good</span>`}</td>${may ? html`<td class="actions"><button class="btn small" type="button" aria-label="Remove the override of ${each.subject}" @click=${() => void removeOverride(parts, each)}>Remove</button></td>` : nothing}</tr>`,
  );
  return panel({
    id: "overrides",
    title: "Overrides",
    meta: nodes.length > 0 ? `${nodes.length}${here.overrides.pageInfo.hasNextPage ? " and more" : ""}` : undefined,
    aside: may
      ? html`<button class="btn small" type="button" @click=${() => void add(parts)}>Add override</button>`
      : undefined,
    body:
      nodes.length === 0
        ? emptyState({ title: "Nobody has an answer of their own", words: "An override goes before every rule." })
        : html`<table aria-label="Overrides"><thead><tr><th scope="col">Who</th><th scope="col">Gets</th><th scope="col" class="col-wide">Reason</th><th scope="col" class="num">Until</th>${may ? html`<th scope="col"><span class="vh">Steps</span></th>` : nothing}</tr></thead><tbody>${rows}</tbody></table>`,
  });
}
