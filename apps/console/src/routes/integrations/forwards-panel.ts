import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { claimList } from "../../parts/claim-list.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { panel } from "../../parts/panel.ts";
import { ChooseIntegrationForwardsDocument } from "./integration.gen.ts";

/** A signal that was handed on, with its attempts. */
export interface ForwardFacts {
  id: string;
  state: string;
  createdAt: string;
  finishedAt: string | null;
  attempts: readonly { number: number; sent: boolean; answer: string; startedAt: string }[];
}

const marks = { SENT: "proven", FAILED: "broken", PENDING: "running" } as const;

/** Which signals are handed on to the provider, and what it answered to each. */
export function forwardsPanel(
  description: string,
  types: readonly string[],
  forwards: readonly ForwardFacts[],
  choose: (() => void) | null,
): TemplateResult {
  const rows = forwards.map((each) => ({
    id: each.id,
    state: marks[each.state as keyof typeof marks] ?? ("unknown" as const),
    title: each.state === "SENT" ? "Taken" : each.state === "FAILED" ? "Not taken" : "Under way",
    at: each.finishedAt ?? each.createdAt,
    evidence: html`${each.attempts.at(-1)?.answer ?? "No attempt yet"}${each.attempts.length > 1 ? html` (${each.attempts.length} attempts)` : nothing}`,
  }));
  return panel({
    id: "forwards",
    title: "Handed on",
    meta: types.length === 0 ? "nothing chosen" : types.includes("*") ? "every signal" : types.join(", "),
    ...(choose
      ? { aside: html`<button class="btn small" type="button" @click=${choose}>Choose signals</button>` }
      : {}),
    body: rows.length > 0 ? claimList(rows) : html`<p class="pad soft">${description}</p>`,
    ...(rows.length > 0 ? { footer: description } : {}),
  });
}

/** Asks which signals are handed on. @returns Whether it was changed. */
export async function chooseForwards(integrationId: string, types: readonly string[]): Promise<boolean> {
  const changed = await openFormDialog<boolean>({
    title: "Choose signals to hand on",
    intro: "Types as the signals page shows them, divided by spaces. * hands on every signal; nothing ends it.",
    verb: "Save",
    fields: ({ errorOf }) =>
      field({
        name: "types",
        label: "Types",
        value: types.join(" "),
        placeholder: "pull_request.merged deployment.succeeded",
        error: errorOf("types"),
      }),
    submit: async ({ types: typed = "" }) => {
      await mutate(ChooseIntegrationForwardsDocument, {
        input: { integrationId, types: typed.split(/[\s,]+/).filter(Boolean) },
      });
      return true;
    },
  });
  return changed === true;
}
