import type { Condition } from "@plumbline/sdk/flags";
import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { PresentedError } from "../../data/presented-error.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { askApproval } from "./ask-approval.ts";
import { conditionFields } from "./condition-fields.ts";
import {
  CreateFlagSegmentDocument,
  type SegmentRowFragment,
  UpdateFlagSegmentDocument,
  type UpdateFlagSegmentInput,
} from "./segments.gen.ts";

/** Makes a segment, or changes one. Resolves with whether it was saved. */
export async function editSegment(workspaceId: string, segment?: SegmentRowFragment): Promise<boolean> {
  let conditions = structuredClone(
    (segment?.conditions ?? [{ attribute: "", operator: "in", values: [] }]) as Condition[],
  );
  const saved = await openFormDialog({
    title: segment ? `Change ${segment.name}` : "Make a segment",
    intro: segment?.usedBy.length
      ? `${segment.usedBy.length} flags use it; all of them follow at once.`
      : "Conditions under a name, for the rules of many flags.",
    verb: segment ? "Save" : "Make the segment",
    wide: true,
    fields: ({
      values,
      errorOf,
      redraw,
    }) => html`${segment ? "" : field({ name: "key", label: "Key", value: values.key ?? "", mono: true, required: true, autofocus: true, maxlength: 120, placeholder: "paying", error: errorOf("key"), hint: "What rules call it. It never changes." })}
      ${field({ name: "name", label: "Name", value: values.name ?? segment?.name ?? "", required: true, maxlength: 120, error: errorOf("name") })}
      ${field({ name: "description", label: "Who is in it", value: values.description ?? segment?.description ?? "", maxlength: 500, error: errorOf("description") })}
      <fieldset class="flag-list"><legend>All of these hold</legend>${conditionFields({
        conditions,
        errorAt: (index) =>
          errorOf(`conditions.${index}`) ??
          errorOf(`conditions.${index}.attribute`) ??
          errorOf(`conditions.${index}.values`),
        change: (next) => {
          conditions = next;
          redraw();
        },
      })}</fieldset>
      ${field({ name: "reason", label: "Reason", value: values.reason ?? "", maxlength: 500, error: errorOf("reason") })}`,
    submit: async ({ key = "", name = "", description = "", reason }) => {
      const common = { name, description, conditions, reason: reason || null };
      if (!segment) {
        await mutate(CreateFlagSegmentDocument, { input: { workspaceId, key: key.trim(), ...common } });
        return true;
      }
      const input = { segmentId: segment.id, expectedVersion: segment.revision, ...common };
      try {
        await mutate(UpdateFlagSegmentDocument, { input });
      } catch (error) {
        await askInstead(error, workspaceId, input, reason);
      }
      return true;
    },
  });
  return saved === true;
}

/** Where an environment asks for a second member, asks for one; that takes a reason. @throws whatever else was refused */
async function askInstead(
  error: unknown,
  workspaceId: string,
  segment: UpdateFlagSegmentInput,
  reason: string | undefined,
): Promise<void> {
  if (!(error instanceof PresentedError) || error.code !== "PRECONDITION_FAILED") throw error;
  if (reason) return await askApproval(workspaceId, { segment }, reason);
  const { code, title, detail } = error;
  const fields = { reason: "A second member must approve it first. Say why, and one is asked." };
  throw new PresentedError({ code, title, detail, fields });
}
