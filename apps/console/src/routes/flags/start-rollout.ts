import { html } from "lit";
import { mutate, query } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { RolloutChoicesDocument, StartRolloutDocument, type StartRolloutInput } from "./rollouts.gen.ts";

export interface StartRollout {
  slug: string;
  flag: { id: string; key: string };
  environment: { id: string; name: string };
}

type Guard = NonNullable<StartRolloutInput["guards"]>[number];

/** Guards as they were chosen: `rule:<id>` or `service:<id>`, all with the same action. */
function guardsOf(chosen: readonly string[], action: string): Guard[] {
  const acts = action === "PAUSE" ? "PAUSE" : "ROLLBACK";
  return chosen.map((each) => {
    const [kind, id = ""] = each.split(":");
    return kind === "rule" ? { ruleId: id, action: acts } : { serviceId: id, action: acts };
  });
}

/** Plans a rollout in steps: what, how far apart, within which hours, and what stops it. Resolves with whether it began. */
export async function startRollout({ slug, flag, environment }: StartRollout): Promise<boolean> {
  const { workspace } = await query(RolloutChoicesDocument, { slug });
  const rules = (workspace?.alertRules.nodes ?? []).map(({ id, name }) => ({ value: `rule:${id}`, label: name }));
  const services = (workspace?.services.nodes ?? []).map(({ id, key }) => ({
    value: `service:${id}`,
    label: `any alert of ${key}`,
  }));
  const guards = [...rules, ...services];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const made = await openFormDialog({
    title: `Roll out ${flag.key} in steps`,
    intro: `In ${environment.name}. Each step is taken once, in its order, also after a standstill of the server.`,
    verb: "Start the rollout",
    wide: true,
    fields: ({
      values,
      errorOf,
    }) => html`${field({ name: "steps", label: "Steps, in percent", value: values.steps ?? "10, 25, 50, 100", mono: true, required: true, autofocus: true, error: errorOf("steps") })}
      ${field({ name: "minutes", label: "Minutes between two steps", type: "number", value: values.minutes ?? "30", required: true, error: errorOf("intervalSeconds"), hint: "The last one is watched as long." })}
      <div class="fields-row">${field({ name: "from", label: "Only from", type: "time", value: values.from ?? "", error: errorOf("window.from") })}${field({ name: "to", label: "Until", type: "time", value: values.to ?? "", error: errorOf("window.to") })}</div>
      <p class="quiet">Times are of ${zone}. Left empty, at any hour.</p>
      <fieldset class="flag-list"><legend>Guards</legend>${guards.length === 0 ? html`<p class="quiet">No alert rule and no service yet: nothing would stop it.</p>` : guards.map(({ value, label }) => html`<label class="check"><input type="checkbox" name="guard" value=${value}> ${label}</label>`)}</fieldset>
      ${selectField({
        name: "action",
        label: "When a guard is breached",
        value: values.action ?? "ROLLBACK",
        options: [
          { value: "ROLLBACK", label: "Go back to what it did before" },
          { value: "PAUSE", label: "Hold it where it is" },
        ],
        error: errorOf("guards"),
      })}
      <label class="check"><input type="checkbox" name="requireProof" checked> Wait at each step until every guard has data</label>
      ${field({ name: "reason", label: "Reason", value: values.reason ?? "", maxlength: 500, error: errorOf("reason") })}`,
    submit: ({ steps = "", minutes, from, to, action = "", reason }, form) =>
      mutate(StartRolloutDocument, {
        input: {
          flagId: flag.id,
          environmentId: environment.id,
          steps: steps
            .split(/[\s,→]+/)
            .filter(Boolean)
            .map(Number),
          intervalSeconds: Math.round(Number(minutes) * 60),
          window: from && to ? { from, to, timeZone: zone } : null,
          guards: guardsOf(form.getAll("guard").map(String), action),
          requireProof: form.has("requireProof"),
          reason: reason || null,
        },
      }),
  });
  return made !== undefined;
}
