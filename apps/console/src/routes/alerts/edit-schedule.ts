import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { field } from "../../parts/field.ts";
import { type FormState, openFormDialog } from "../../parts/form-dialog.ts";
import { timeZoneField } from "./hours-fields.ts";
import { layerFields } from "./layer-fields.ts";
import {
  CreateOnCallScheduleDocument,
  type OnCallScheduleRowFragment,
  UpdateOnCallScheduleDocument,
} from "./on-call.gen.ts";
import type { Person } from "./on-call-steps.ts";
import { addButton, replaced, without } from "./rows.ts";
import { layersOf, newLayer, scheduleDraft } from "./schedule-draft.ts";

/** Layers that a schedule holds at most. */
const mostLayers = 10;

/** Makes a schedule, or changes the one that is given. @returns Whether it went through. */
export async function editSchedule(
  workspaceId: string,
  people: readonly Person[],
  schedule?: OnCallScheduleRowFragment,
): Promise<boolean> {
  let draft = scheduleDraft(schedule, people[0]?.id);
  const fields = ({ errorOf, redraw }: FormState) => {
    const change = (part: Partial<typeof draft>) => {
      draft = { ...draft, ...part };
      redraw();
    };
    const { layers } = draft;
    return html`${field({ name: "name", label: "Name of the schedule", value: draft.name, required: true, autofocus: true, maxlength: 120, placeholder: "Primary", error: errorOf("name"), onInput: (name) => change({ name }) })}
      ${timeZoneField({ value: draft.timeZone, error: errorOf("timeZone"), onChange: (timeZone) => change({ timeZone }) })}
      ${layers.map((layer, index) => layerFields({ layer, index, people, errorOf, change: (part) => change({ layers: replaced(layers, index, part) }), remove: layers.length > 1 ? () => change({ layers: without(layers, index) }) : undefined }))}
      ${layers.length < mostLayers ? addButton("Add a layer", () => change({ layers: [...layers, newLayer(`Layer ${layers.length + 1}`, [])] })) : ""}`;
  };
  const done = await openFormDialog<unknown>({
    title: schedule ? `Change ${schedule.name}` : "Make a schedule",
    intro:
      "People who take turns. Hand-overs are by the local clock, also when it changes. Where two layers serve, the later one goes before the earlier one.",
    verb: schedule ? "Save" : "Make the schedule",
    wide: true,
    fields,
    submit: () => {
      const said = { name: draft.name, timeZone: draft.timeZone, layers: layersOf(draft) };
      return schedule
        ? mutate(UpdateOnCallScheduleDocument, { input: { scheduleId: schedule.id, ...said } })
        : mutate(CreateOnCallScheduleDocument, { input: { workspaceId, ...said } });
    },
  });
  return done !== undefined;
}
