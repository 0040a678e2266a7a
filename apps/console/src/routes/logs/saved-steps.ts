import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import {
  CreateSavedSearchDocument,
  RemoveSavedSearchDocument,
  type SavedSearchesQuery,
  UpdateSavedSearchDocument,
} from "./logs.gen.ts";

/** A search with a name, as the menu lists it. */
export type Saved = NonNullable<SavedSearchesQuery["workspace"]>["savedSearches"]["nodes"][number];

/** Called when the list is another one. */
type Changed = () => void;

/** Gives the search in the box a name. */
export async function saveSearch(workspaceId: string, query: string, changed: Changed): Promise<void> {
  await openFormDialog({
    title: "Save this search",
    intro: html`<code>${query}</code>`,
    verb: "Save",
    fields: ({
      values,
      errorOf,
    }) => html`${field({ name: "name", label: "Name", value: values.name ?? "", required: true, autofocus: true, maxlength: 100, error: errorOf("name") ?? errorOf("query"), hint: "An alert rule can measure it by this name: so many entries in so many minutes." })}
      <label class="check"><input type="checkbox" name="shared" value="yes" ?checked=${values.shared === "yes"}>For everybody in the workspace<small>Otherwise you alone see it. You can share it later.</small></label>`,
    submit: ({ name = "", shared }) =>
      mutate(CreateSavedSearchDocument, { input: { workspaceId, name: name.trim(), query, shared: shared === "yes" } }),
  });
  changed();
}

/** Gives it another name; the way back is offered. */
export async function renameSearch(saved: Saved, changed: Changed): Promise<void> {
  const done = await openFormDialog({
    title: `Rename “${saved.name}”`,
    intro: html`<code>${saved.query}</code>`,
    verb: "Rename",
    fields: ({ values, errorOf }) =>
      field({
        name: "name",
        label: "Name",
        value: values.name ?? saved.name,
        required: true,
        autofocus: true,
        maxlength: 100,
        error: errorOf("name"),
      }),
    submit: ({ name = "" }) => mutate(UpdateSavedSearchDocument, { input: { searchId: saved.id, name: name.trim() } }),
  });
  if (!done) return;
  changed();
  toast(`It is called “${done.search.name}” now.`, {
    undo: () => void change(saved.id, { name: saved.name }, changed),
  });
}

/** Shows it to everybody, or to its owner alone again; the way back is offered while the reader has one. */
export async function shareSearch(saved: Saved, changed: Changed): Promise<void> {
  const shared = !saved.shared;
  if (!(await change(saved.id, { shared }, changed))) return;
  // What goes back to another member is out of one's own reach from then on.
  const undo =
    shared || saved.belongsTo === "YOU" ? () => void change(saved.id, { shared: !shared }, changed) : undefined;
  const alone = saved.belongsTo === "YOU" ? "You alone see" : `${saved.madeBy} alone sees`;
  toast(
    shared
      ? `Everybody in the workspace sees “${saved.name}” now.`
      : `${alone} “${saved.name}” now. Alert rules that measure it will say that they cannot.`,
    undo ? { undo } : {},
  );
}

/** Forgets it. */
export async function removeSearch(saved: Saved, changed: Changed): Promise<void> {
  const agreed = await confirmStep({
    title: `Remove “${saved.name}”`,
    consequence: "Alert rules that measure it will say that it is gone. Entries stay as they are.",
    verb: "Remove",
    danger: true,
  });
  if (!agreed) return;
  await runStep(async () => {
    await mutate(RemoveSavedSearchDocument, { input: { searchId: saved.id } });
    changed();
  });
}

async function change(searchId: string, wish: { name?: string; shared?: boolean }, changed: Changed): Promise<boolean> {
  return await runStep(async () => {
    await mutate(UpdateSavedSearchDocument, { input: { searchId, ...wish } });
    changed();
  });
}
