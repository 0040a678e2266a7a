import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { toast } from "../../parts/toast.ts";
import { type DocumentSourcesQuery, TrackDocumentsDocument } from "./documents.gen.ts";

type Integrations = NonNullable<DocumentSourcesQuery["workspace"]>["integrations"]["nodes"];

/** What can be tracked: what connected integrations that hold documents watch. */
export function trackable(integrations: Integrations): { value: string; label: string }[] {
  return integrations
    .filter(({ provider, state }) => ["github", "confluence"].includes(provider) && state !== "DISCONNECTED")
    .flatMap(({ id, name, targets }) =>
      targets.map((target) => ({ value: `${id} ${target.targetId}`, label: `${target.name} (${name})` })),
    );
}

/** Asks which documents to track. @returns Whether it went through. */
export async function trackDocuments(options: { value: string; label: string }[]): Promise<boolean> {
  const done = await openFormDialog({
    title: "Track documents",
    intro: "They are read at once, after every change that may have touched them, and each hour.",
    verb: "Track",
    fields: ({ values, errorOf }) => html`
      ${selectField({ name: "place", label: "Where", value: values.place ?? options[0]?.value ?? "", options })}
      ${field({ name: "pattern", label: "Which", value: values.pattern ?? "", placeholder: "**/*.md", mono: true, error: errorOf("pattern"), hint: "A glob from the root of a repository, as docs/**/*.md; for Confluence a part of the title. Empty for all." })}`,
    submit: (values) => {
      const [integrationId = "", ...target] = (values.place ?? "").split(" ");
      const input = { integrationId, target: target.join(" "), pattern: values.pattern || null };
      return mutate(TrackDocumentsDocument, { input });
    },
  });
  if (done) toast("Tracked. They are being read.");
  return done !== undefined;
}
