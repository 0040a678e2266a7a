import { html, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import { type FormState, openFormDialog } from "../../parts/form-dialog.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { UpdateFlagDocument, type UpdateFlagInput } from "./edit.gen.ts";
import type { FlagView } from "./flag-page.ts";
import { FlagChoicesDocument, type FlagChoicesQuery } from "./flags.gen.ts";

export interface EditDetails {
  slug: string;
  flag: FlagView;
  changed: () => Promise<void>;
}

type Workspace = NonNullable<FlagChoicesQuery["workspace"]>;
type Details = Required<
  Pick<UpdateFlagInput, "name" | "description" | "category" | "tags" | "ownerUserId" | "serviceId" | "reviewAt">
>;

/** What a flag is for people, as the API takes it: what undo puts back. */
function detailsOf({ name, description, category, tags, owner, service, reviewAt }: FlagView): Details {
  const ids = { ownerUserId: owner?.id ?? null, serviceId: service?.id ?? null };
  return { name, description, category, tags: [...tags], ...ids, reviewAt };
}

function typed(values: Record<string, string>): Details {
  const text = (name: string): string => values[name]?.trim() ?? "";
  const tags = text("tags")
    .split(",")
    .map((tag) => tag.trim());
  return {
    name: text("name"),
    description: text("description"),
    category: text("category") || "general",
    tags: [...new Set(tags.filter((tag) => tag !== ""))],
    ownerUserId: text("ownerUserId") || null,
    serviceId: text("serviceId") || null,
    reviewAt: text("reviewAt") ? new Date(`${text("reviewAt")}T00:00:00Z`).toISOString() : null,
  };
}

function fields({ values, errorOf }: FormState, flag: FlagView, { members, services }: Workspace): TemplateResult {
  const people = members.nodes.flatMap(({ user }) => (user ? [{ value: user.id, label: user.name }] : []));
  const value = (name: string, now: string | null | undefined): string => values[name] ?? now ?? "";
  return html`${field({ name: "name", label: "Name", value: value("name", flag.name), required: true, maxlength: 120, autofocus: true, error: errorOf("name") })}
    ${field({ name: "description", label: "What it is about", value: value("description", flag.description), maxlength: 500, error: errorOf("description") })}
    ${selectField({ name: "ownerUserId", label: "Owner", value: value("ownerUserId", flag.owner?.id), options: [{ value: "", label: "Nobody" }, ...people], error: errorOf("ownerUserId") })}
    ${selectField({ name: "serviceId", label: "Service", value: value("serviceId", flag.service?.id), options: [{ value: "", label: "None" }, ...services.nodes.map(({ id, name }) => ({ value: id, label: name }))], hint: "Its page shows the flag.", error: errorOf("serviceId") })}
    ${field({ name: "category", label: "Category", value: value("category", flag.category), maxlength: 60, error: errorOf("category") })}
    ${field({ name: "tags", label: "Tags", value: value("tags", flag.tags.join(", ")), placeholder: "checkout, tax", hint: "Several with a comma between.", error: errorOf("tags") })}
    ${field({ name: "reviewAt", label: "Review on", type: "date", value: value("reviewAt", flag.reviewAt?.slice(0, 10)), hint: "From then on it counts as stale until somebody has looked.", error: errorOf("reviewAt") })}`;
}

/** Changes what a flag is for people: no answer depends on it, so nobody has to approve it. With a way back. */
export async function editDetails({ slug, flag, changed }: EditDetails): Promise<void> {
  const before = detailsOf(flag);
  const { workspace } = await query(FlagChoicesDocument, { slug });
  if (!workspace) return;
  const saved = await openFormDialog({
    title: `Details of ${flag.key}`,
    verb: "Save the details",
    fields: (state) => fields(state, flag, workspace),
    submit: (values) =>
      mutate(UpdateFlagDocument, { input: { flagId: flag.id, expectedVersion: flag.revision, ...typed(values) } }),
  });
  if (!saved) return;
  const undo = (): void =>
    void runStep(async () => {
      await mutate(UpdateFlagDocument, { input: { flagId: flag.id, ...before } });
      toast("The details are as they were.");
      await changed();
    });
  toast("The details are saved.", { stay: 10_000, undo });
  await changed();
}
