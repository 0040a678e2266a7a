import { html, nothing, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import { type FormState, openFormDialog } from "../../parts/form-dialog.ts";
import { addButton, removeButton, replaced, without } from "./rows.ts";
import {
  CreateEscalationPolicyDocument,
  type EscalationPolicyRowFragment,
  RoutingChoicesDocument,
  type RoutingChoicesQuery,
  UpdateEscalationPolicyDocument,
} from "./settings.gen.ts";

type Kind = EscalationPolicyRowFragment["steps"][number]["targets"][number]["kind"];

/** A step as the editor holds it: minutes as text, targets as `KIND id`. */
interface StepDraft {
  after: string;
  targets: string[];
}

interface Option {
  value: string;
  label: string;
}

/** Steps that a policy holds at most. */
const mostSteps = 10;

/** Makes an escalation policy, or changes the one that is given. @returns Whether it went through. */
export async function editPolicy(
  workspaceId: string,
  slug: string,
  policy?: EscalationPolicyRowFragment,
): Promise<boolean> {
  const { workspace } = await query(RoutingChoicesDocument, { slug });
  const options = targetOptions(workspace, policy);
  const first: StepDraft = { after: "5", targets: [options[0]?.value ?? ""] };
  let draft = {
    name: policy?.name ?? "",
    repeats: String(policy?.repeats ?? 0),
    steps: policy ? stepsOf(policy) : [first],
  };
  const fields = ({ errorOf, redraw }: FormState) => {
    const change = (part: Partial<typeof draft>) => {
      draft = { ...draft, ...part };
      redraw();
    };
    const { steps } = draft;
    const remove = (n: number) => (steps.length > 1 ? () => change({ steps: without(steps, n) }) : undefined);
    return html`${field({ name: "name", label: "Name", value: draft.name, required: true, autofocus: true, maxlength: 120, error: errorOf("name"), onInput: (name) => change({ name }) })}
      ${steps.map((step, index) => stepFields({ step, index, options, errorOf, change: (part) => change({ steps: replaced(steps, index, part) }), remove: remove(index) }))}
      ${steps.length < mostSteps ? addButton("Add a step", () => change({ steps: [...steps, { ...first, after: "10" }] })) : ""}
      ${field({ name: "repeats", label: "Begin anew, times", type: "number", inputmode: "numeric", value: draft.repeats, error: errorOf("repeats"), hint: "After the last step; 0 to 10.", onInput: (repeats) => change({ repeats }) })}`;
  };
  const done = await openFormDialog<unknown>({
    title: policy ? `Change ${policy.name}` : "Make an escalation policy",
    intro: "Who is told when nobody acknowledges in time, one step after the other.",
    verb: policy ? "Save" : "Make the policy",
    wide: true,
    fields,
    submit: () => {
      const said = { name: draft.name, repeats: Number(draft.repeats), steps: draft.steps.map(stepInput) };
      return policy
        ? mutate(UpdateEscalationPolicyDocument, { input: { policyId: policy.id, ...said } })
        : mutate(CreateEscalationPolicyDocument, { input: { workspaceId, ...said } });
    },
  });
  return done !== undefined;
}

function stepInput({ after, targets }: StepDraft) {
  return {
    afterSeconds: Math.round(Number(after) * 60),
    targets: targets.map((each) => {
      const [kind = "", id = ""] = each.split(" ");
      return { kind: kind as Kind, id };
    }),
  };
}

function stepsOf({ steps }: EscalationPolicyRowFragment): StepDraft[] {
  return steps.map(({ afterSeconds, targets }) => ({
    after: String(afterSeconds / 60),
    targets: targets.map(({ kind, targetId }) => `${kind} ${targetId}`),
  }));
}

/** Everybody who can be told; whom the policy names already stands there even when the lists do not have it. */
function targetOptions(
  workspace: RoutingChoicesQuery["workspace"],
  policy: EscalationPolicyRowFragment | undefined,
): Option[] {
  const listed = [
    ...(workspace?.onCallSchedules.nodes ?? []).map(({ id, name }) => ({
      value: `SCHEDULE ${id}`,
      label: `Whoever is on call in ${name}`,
    })),
    ...(workspace?.members.nodes ?? []).flatMap(({ user }) =>
      user ? [{ value: `MEMBER ${user.id}`, label: user.name }] : [],
    ),
    ...(workspace?.channels.nodes ?? []).map(({ id, name }) => ({ value: `CHANNEL ${id}`, label: `Channel ${name}` })),
  ];
  const named = new Map(
    (policy?.steps ?? []).flatMap(({ targets }) =>
      targets.map(({ kind, targetId, name }) => [`${kind} ${targetId}`, name ?? "Something that is gone"]),
    ),
  );
  for (const { value } of listed) named.delete(value);
  return [...listed, ...[...named].map(([value, label]) => ({ value, label }))];
}

interface StepFields {
  step: StepDraft;
  index: number;
  options: readonly Option[];
  errorOf: FormState["errorOf"];
  change: (part: Partial<StepDraft>) => void;
  /** Undefined for the only one. */
  remove: (() => void) | undefined;
}

function stepFields({ step, index, options, errorOf, change, remove }: StepFields): TemplateResult {
  const { targets } = step;
  const at = `steps.${index}`;
  const target = (value: string, n: number) =>
    html`<div class="part-head">${selectField({ name: `target-${index}-${n}`, label: n === 0 ? "Tell" : "and", value, options, error: errorOf(`${at}.targets.${n}.id`), onChange: (chosen) => change({ targets: targets.map((each, m) => (m === n ? chosen : each)) }) })}
      ${targets.length > 1 ? removeButton(`Tell no ${n + 1}. one in step ${index + 1}`, () => change({ targets: without(targets, n) })) : nothing}</div>`;
  return html`<fieldset class="part"><legend>Step ${index + 1}</legend>
    <div class="part-head">${field({ name: `after-${index}`, label: index === 0 ? "After minutes" : "Then after minutes", type: "number", inputmode: "decimal", required: true, value: step.after, error: errorOf(`${at}.afterSeconds`), onInput: (after) => change({ after }) })}${remove ? removeButton(`Take step ${index + 1} out`, remove) : nothing}</div>
    ${targets.map(target)}${addButton("Tell somebody else too", () => change({ targets: [...targets, options[0]?.value ?? ""] }))}
  </fieldset>`;
}
