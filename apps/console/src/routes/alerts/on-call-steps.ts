import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { timeZone } from "../../parts/clock.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { AddOnCallOverrideDocument, CreateOnCallScheduleDocument } from "./on-call.gen.ts";
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

const units = [
  { value: "WEEKS", label: "weeks" },
  { value: "DAYS", label: "days" },
  { value: "HOURS", label: "hours" },
];

/** Makes a schedule of one layer. @returns Whether it went through. */
export async function createSchedule(workspaceId: string, people: readonly Person[]): Promise<boolean> {
  const done = await openFormDialog({
    title: "Make a schedule",
    intro: "People who take turns. Hand-overs are by the local clock, also when it changes.",
    verb: "Make the schedule",
    fields: ({ values, errorOf }) => html`
      ${field({ name: "name", label: "Name", value: values.name ?? "", required: true, autofocus: true, maxlength: 120, placeholder: "Primary", error: errorOf("name") })}
      ${field({ name: "timeZone", label: "Time zone", value: values.timeZone ?? timeZone(), required: true, mono: true, error: errorOf("timeZone") })}
      <fieldset class="choices"><legend>Who takes turns, in this order</legend>${people.map(({ id, name }) => html`<label class="check"><input type="checkbox" name="person" value=${id} .checked=${(values.person ?? people[0]?.id) === id}> ${name}</label>`)}${errorOf("layers.0.userIds") ? html`<p class="error">Choose at least one person.</p>` : ""}</fieldset>
      <div class="fields-row">${field({ name: "length", label: "A turn is", type: "number", inputmode: "numeric", value: values.length ?? "1", required: true, error: errorOf("layers.0.turn.length") })}
      ${selectField({ name: "unit", label: "of", value: values.unit ?? "WEEKS", options: units })}</div>
      <div class="fields-row"><div class="field"><label for="f-startsOn">First hand-over</label><input class="input" id="f-startsOn" name="startsOn" type="date" required .value=${values.startsOn ?? localInput(new Date()).slice(0, 10)}></div>
      <div class="field"><label for="f-handOverAt">at</label><input class="input" id="f-handOverAt" name="handOverAt" type="time" required .value=${values.handOverAt ?? "09:00"}></div></div>`,
    submit: (values, form) =>
      mutate(CreateOnCallScheduleDocument, {
        input: {
          workspaceId,
          name: values.name ?? "",
          timeZone: values.timeZone ?? "",
          layers: [
            {
              name: values.name || "Layer",
              userIds: form.getAll("person").map(String),
              turn: { unit: (values.unit ?? "WEEKS") as "WEEKS" | "DAYS" | "HOURS", length: Number(values.length) },
              startsOn: values.startsOn ?? "",
              handOverAt: values.handOverAt ?? "",
            },
          ],
        },
      }),
  });
  return done !== undefined;
}
