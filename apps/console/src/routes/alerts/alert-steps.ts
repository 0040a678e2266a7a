import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { mutateOrQueue } from "../../data/mutate-or-queue.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { toast } from "../../parts/toast.ts";
import { AcknowledgeAlertDocument, type AlertRowFragment, ResolveAlertDocument } from "./alerts.gen.ts";
import { CreateAlertSilenceDocument } from "./settings.gen.ts";

/** How long a silence lasts, in minutes, as the dialog offers it. */
const spans = [
  { value: "30", label: "30 minutes" },
  { value: "120", label: "2 hours" },
  { value: "480", label: "8 hours" },
  { value: "1440", label: "1 day" },
  { value: "10080", label: "1 week" },
];

/** Takes care of an alert, with a comment for the others. */
export async function acknowledge(alertId: string, comment: string): Promise<void> {
  // Without a connection it waits and is sent by itself: it is as right a while later.
  await mutateOrQueue(AcknowledgeAlertDocument, { input: { alertId, comment } }, "Acknowledge an alert");
}

/** Ends an alert by hand. @returns Whether it went through. */
export async function resolve(alert: AlertRowFragment): Promise<boolean> {
  const done = await openFormDialog({
    title: `Resolve ${alert.title}`,
    intro: "It ends now. What still goes on opens it again.",
    verb: "Resolve",
    fields: ({ values, errorOf }) =>
      field({
        name: "cause",
        label: "Why it is over",
        value: values.cause ?? "",
        required: true,
        autofocus: true,
        error: errorOf("cause"),
      }),
    submit: (values) => mutate(ResolveAlertDocument, { input: { alertId: alert.id, cause: values.cause ?? "" } }),
  });
  return done !== undefined;
}

/** Keeps alerts like this one quiet for a time. @returns Whether it went through. */
export async function silence(workspaceId: string, alert: AlertRowFragment): Promise<boolean> {
  const matchers = [
    { label: "rule", op: "EQ" as const, value: alert.title },
    ...alert.labels.map(({ label, value }) => ({ label, op: "EQ" as const, value })),
  ];
  const done = await openFormDialog({
    title: `Silence ${alert.title}`,
    intro: html`Nothing is sent of alerts with ${matchers.map(({ label, value }) => html`<span class="tag">${label}: ${value || "none"}</span> `)}. They are opened and counted all the same.`,
    verb: "Silence",
    fields: ({ values, errorOf }) => html`
      ${selectField({ name: "minutes", label: "For", value: values.minutes ?? "120", options: spans })}
      ${field({ name: "comment", label: "Why", value: values.comment ?? "", required: true, error: errorOf("comment"), hint: "The others read it beside each alert that stays quiet." })}`,
    submit: (values) =>
      mutate(CreateAlertSilenceDocument, {
        input: {
          workspaceId,
          matchers,
          comment: values.comment ?? "",
          endsAt: new Date(Date.now() + Number(values.minutes) * 60_000).toISOString(),
        },
      }),
  });
  if (done) toast("Silenced. It ends by itself.");
  return done !== undefined;
}
