import { html, nothing } from "lit";
import { mutate, query } from "../../data/client.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { ChooseIntegrationTargetsDocument, IntegrationTargetsDocument } from "./integration.gen.ts";

interface Target {
  targetId: string;
  name: string;
}

/** Asks what an integration shall watch: which repositories, which channels. @returns Whether it was changed. */
export async function chooseTargets(
  integrationId: string,
  plural: string,
  chosen: readonly Target[],
  mode: string,
): Promise<boolean> {
  const answer = await query(IntegrationTargetsDocument, { id: integrationId });
  const available = answer.node?.__typename === "Integration" ? answer.node.offeredTargets : [];
  const own = new Set(chosen.map((each) => each.targetId));
  const changed = await openFormDialog<boolean>({
    title: `Choose ${plural}`,
    intro:
      available.length === 0
        ? `The provider named no ${plural} that this account may see.`
        : mode === "WEBHOOK"
          ? "Webhooks are registered for what you choose, and removed where you take something out."
          : "From now on the provider is asked for what happens in what you choose.",
    verb: "Save",
    fields: ({ errorOf }) =>
      html`<fieldset class="choices target-list"><legend class="vh">${plural}</legend>${available.map((each) => html`<label class="check"><input type="checkbox" name="target" value=${each.targetId} ?checked=${own.has(each.targetId)}>${each.name}</label>`)}</fieldset>${errorOf("targets") ? html`<p class="error">${errorOf("targets")}</p>` : nothing}`,
    submit: async (_values, form) => {
      await mutate(ChooseIntegrationTargetsDocument, {
        input: { integrationId, targets: form.getAll("target").map(String) },
      });
      return true;
    },
  });
  return changed === true;
}
