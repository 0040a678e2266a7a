import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { AddOnCallOverrideDocument } from "./on-call.gen.ts";
import { localInput } from "./week.ts";

/** Somebody who can be on call. */
export interface Person {
  id: string;
  name: string;
}

/** Puts somebody on call for a while. @returns Whether it went through. */
export async function addOverride(
  schedule: { id: string; name: string },
  people: readonly Person[],
  span: { from: Date; to: Date },
): Promise<boolean> {
  const moment = (name: string, label: string, value: string, error: string | undefined) =>
    html`<div class="field"><label for="f-${name}">${label}</label><input class="input" id="f-${name}" name=${name} type="datetime-local" .value=${value} required aria-invalid=${error ? "true" : "false"}>${error ? html`<p class="error">${error}</p>` : ""}</div>`;
  const done = await openFormDialog({
    title: `Override ${schedule.name}`,
    intro: "This person is on call, whatever the layers say. It ends by itself.",
    verb: "Put on call",
    fields: ({ values, errorOf }) => html`
      ${selectField({ name: "userId", label: "Who", value: values.userId ?? people[0]?.id ?? "", options: people.map(({ id, name }) => ({ value: id, label: name })), error: errorOf("userId") })}
      ${moment("startsAt", "From, in this browser's time", values.startsAt ?? localInput(span.from), errorOf("startsAt"))}
      ${moment("endsAt", "To", values.endsAt ?? localInput(span.to), errorOf("endsAt"))}
      ${field({ name: "comment", label: "Why", value: values.comment ?? "", maxlength: 500, error: errorOf("comment") })}`,
    submit: (values) =>
      mutate(AddOnCallOverrideDocument, {
        input: {
          scheduleId: schedule.id,
          userId: values.userId ?? "",
          startsAt: new Date(values.startsAt ?? "").toISOString(),
          endsAt: new Date(values.endsAt ?? "").toISOString(),
          comment: values.comment ?? "",
        },
      }),
  });
  return done !== undefined;
}
