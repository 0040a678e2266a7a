import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";

export interface AskReason {
  title: string;
  /** What will happen. */
  intro: string;
  verb: string;
  danger?: boolean;
}

/** Asks why; nothing goes on without a reason, since everybody reads it afterwards. */
export async function askReason({ title, intro, verb, danger = false }: AskReason): Promise<string | undefined> {
  return await openFormDialog<string>({
    title,
    intro,
    verb,
    danger,
    fields: ({ values }) =>
      field({
        name: "reason",
        label: "Reason",
        value: values.reason ?? "",
        required: true,
        autofocus: true,
        maxlength: 500,
        hint: "It stands in the history for everybody.",
      }),
    submit: async ({ reason = "" }) => reason.trim(),
  });
}
