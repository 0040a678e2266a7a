import { html, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { timeZone } from "../../parts/clock.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { CreateAlertRouteDocument, CreateEscalationPolicyDocument, RoutingChoicesDocument } from "./settings.gen.ts";

function checks(legend: string, name: string, options: readonly { id: string; name: string }[]): TemplateResult {
  return html`<fieldset class="choices"><legend>${legend}</legend>${options.map((each) => html`<label class="check"><input type="checkbox" name=${name} value=${each.id}> ${each.name}</label>`)}${options.length === 0 ? html`<p class="hint">There is none yet.</p>` : ""}</fieldset>`;
}

/** Makes a route for alerts. @returns Whether it went through. */
export async function createRoute(workspaceId: string, slug: string): Promise<boolean> {
  const { workspace } = await query(RoutingChoicesDocument, { slug });
  const policies = (workspace?.escalationPolicies.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const done = await openFormDialog({
    title: "Make a route",
    intro: "Where alerts go. Critical ones wait neither for quiet hours nor for a digest.",
    verb: "Make the route",
    fields: ({ values, errorOf }) => html`
      ${field({ name: "name", label: "Name", value: values.name ?? "", required: true, autofocus: true, maxlength: 120, placeholder: "Operations", error: errorOf("name") })}
      ${checks("Channels that get a message", "channel", workspace?.channels.nodes ?? [])}
      ${selectField({
        name: "takes",
        label: "It takes",
        value: values.takes ?? "all",
        options: [
          { value: "all", label: "every alert" },
          { value: "critical", label: "critical alerts" },
          { value: "named", label: "only alerts of the rules that name it" },
        ],
      })}
      ${selectField({ name: "policyId", label: "Then escalate by", value: values.policyId ?? "", options: [{ value: "", label: "nothing" }, ...policies] })}
      <div class="fields-row">${field({ name: "from", label: "Quiet from", value: values.from ?? "", placeholder: "22:00", mono: true, error: errorOf("quietHours.from") })}
      ${field({ name: "to", label: "to", value: values.to ?? "", placeholder: "07:00", mono: true, error: errorOf("quietHours.to"), hint: `${timeZone()}. Empty: never quiet.` })}
      ${field({ name: "digest", label: "Digest, minutes", type: "number", inputmode: "numeric", value: values.digest ?? "", error: errorOf("digestSeconds"), hint: "Empty: each at once." })}</div>`,
    submit: (values, form) =>
      mutate(CreateAlertRouteDocument, {
        input: {
          workspaceId,
          name: values.name ?? "",
          channelIds: form.getAll("channel").map(String),
          matchers: {
            all: [],
            critical: [{ label: "severity", op: "EQ" as const, value: "critical" }],
            named: null,
          }[values.takes as "all"],
          policyId: values.policyId || null,
          quietHours:
            values.from || values.to ? { timeZone: timeZone(), from: values.from ?? "", to: values.to ?? "" } : null,
          digestSeconds: values.digest ? Math.round(Number(values.digest) * 60) : null,
        },
      }),
  });
  return done !== undefined;
}

/** Steps that the dialog offers; more by the API. */
const steps = [0, 1, 2] as const;

/** Makes an escalation policy. @returns Whether it went through. */
export async function createPolicy(workspaceId: string, slug: string): Promise<boolean> {
  const { workspace } = await query(RoutingChoicesDocument, { slug });
  const options = [
    { value: "", label: "nobody" },
    ...(workspace?.onCallSchedules.nodes ?? []).map(({ id, name }) => ({
      value: `SCHEDULE ${id}`,
      label: `Whoever is on call in ${name}`,
    })),
    ...(workspace?.members.nodes ?? []).flatMap(({ user }) =>
      user ? [{ value: `MEMBER ${user.id}`, label: user.name }] : [],
    ),
    ...(workspace?.channels.nodes ?? []).map(({ id, name }) => ({ value: `CHANNEL ${id}`, label: `Channel ${name}` })),
  ];
  const done = await openFormDialog({
    title: "Make an escalation policy",
    intro: "Who is told when nobody acknowledges in time, one step after the other.",
    verb: "Make the policy",
    fields: ({ values, errorOf }) => html`
      ${field({ name: "name", label: "Name", value: values.name ?? "", required: true, autofocus: true, maxlength: 120, error: errorOf("name") })}
      ${steps.map(
        (
          n,
        ) => html`<div class="fields-row">${field({ name: `after-${n}`, label: n === 0 ? "After minutes" : "Then after minutes", type: "number", inputmode: "numeric", value: values[`after-${n}`] ?? ["5", "10", "15"][n] ?? "", error: errorOf(`steps.${n}.afterSeconds`) })}
      ${selectField({ name: `target-${n}`, label: "tell", value: values[`target-${n}`] ?? "", options, error: n === 0 ? errorOf("steps") : errorOf(`steps.${n}.targets.0.id`) })}</div>`,
      )}
      ${field({ name: "repeats", label: "Begin anew, times", type: "number", inputmode: "numeric", value: values.repeats ?? "0", error: errorOf("repeats") })}`,
    submit: (values) =>
      mutate(CreateEscalationPolicyDocument, {
        input: {
          workspaceId,
          name: values.name ?? "",
          repeats: Number(values.repeats),
          steps: steps.flatMap((n) => {
            const [kind, id] = (values[`target-${n}`] ?? "").split(" ");
            if (!kind || !id) return [];
            const afterSeconds = Math.round(Number(values[`after-${n}`]) * 60);
            return [{ afterSeconds, targets: [{ kind: kind as "MEMBER", id }] }];
          }),
        },
      }),
  });
  return done !== undefined;
}
