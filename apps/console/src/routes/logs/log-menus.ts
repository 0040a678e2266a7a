import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { icon } from "../../parts/icon.ts";
import { type MenuItem, menuButton } from "../../parts/menu-button.ts";
import { runStep } from "../../parts/run-step.ts";
import { newRuleAddress } from "../alerts/new-rule-address.ts";
import { logExportAddress } from "./export-address.ts";
import {
  CreateSavedSearchDocument,
  type LogFilter,
  RemoveSavedSearchDocument,
  type SavedSearchesQuery,
} from "./logs.gen.ts";

type Saved = NonNullable<SavedSearchesQuery["workspace"]>["savedSearches"]["nodes"][number];

/** Entries of the quick download, as the API allows them to every reader. */
const quick = 10_000;

export interface ExportMenuParts {
  slug: string;
  filter: LogFilter;
  /** Entries that fit, as far as they are counted. */
  total: number | undefined;
  /** Whether the reader may download without a limit. */
  may: boolean;
}

/** Downloads: the newest 10,000 at once, or all. */
export function exportMenu({ slug, filter, total, may }: ExportMenuParts): TemplateResult {
  const item = (label: string, format: "ndjson" | "csv", limit: number | null, hint?: string): MenuItem => ({
    label,
    href: logExportAddress(slug, format, filter, limit),
    ...(hint ? { hint } : {}),
  });
  const all = total === undefined ? "" : total.toLocaleString("en");
  const cut = total === undefined || total > quick;
  const items: MenuItem[] = [
    {
      heading: cut
        ? `Quick: the newest ${quick.toLocaleString("en")}${all ? ` of ${all}` : ""}`
        : `All ${all} that fit`,
    },
    item("CSV", "csv", quick),
    item("NDJSON", "ndjson", quick),
    ...(cut && may
      ? [
          "line" as const,
          { heading: `Everything that fits, streamed${all ? `: ${all}` : ""}` },
          item("CSV", "csv", null),
          item("NDJSON", "ndjson", null),
        ]
      : []),
    ...(cut && !may ? [{ heading: "All of them: needs the permission logs:export" }] : []),
  ];
  return menuButton({ face: html`${icon("download")} Export`, items, label: "", buttonClass: "btn small" });
}

export interface SavedMenuParts {
  slug: string;
  workspaceId: string;
  query: string;
  saved: readonly Saved[];
  may: boolean;
  /** Whether the reader may make alert rules. */
  mayAlert: boolean;
  search: (query: string) => void;
  changed: () => void;
}

/** Searches with a name: take one, keep this one, forget one. */
export function savedMenu(parts: SavedMenuParts): TemplateResult {
  const { query, saved, may, search } = parts;
  const own = saved.find((each) => each.query === query);
  const items: MenuItem[] = [
    ...(saved.length > 0 ? [] : [{ heading: "No search has a name yet" }]),
    ...saved.map(
      (each): MenuItem => ({
        label: each.name,
        hint: each.shared ? "for all" : "yours",
        checked: each.query === query,
        run: () => search(each.query),
      }),
    ),
    ...(may && query && !own ? ["line" as const, { label: "Save this search", run: () => void save(parts) }] : []),
    ...(own && parts.mayAlert ? alertOn(own, parts) : []),
    ...(may && own
      ? ["line" as const, { label: `Remove “${own.name}”`, danger: true, run: () => void remove(own, parts) }]
      : []),
  ];
  return menuButton({ face: html`Saved ${icon("down")}`, items, label: "Saved searches", buttonClass: "btn small" });
}

/** The way to a rule that measures a saved search; where none can stand on it, why. */
function alertOn({ id, name, shared }: Saved, { slug }: SavedMenuParts): MenuItem[] {
  if (!shared) return ["line", { heading: "Only what is saved for everybody can be alerted on" }];
  const address = newRuleAddress({ series: "logs.search_count", filter: { search: id }, name });
  return ["line", { label: "Alert on this", href: `/w/${slug}/${address}` }];
}

async function save({ workspaceId, query, changed }: SavedMenuParts): Promise<void> {
  await openFormDialog({
    title: "Save this search",
    intro: html`<code>${query}</code>`,
    verb: "Save",
    fields: ({
      values,
      errorOf,
    }) => html`${field({ name: "name", label: "Name", value: values.name ?? "", required: true, autofocus: true, maxlength: 100, error: errorOf("name") ?? errorOf("query"), hint: "An alert rule can measure it by this name: so many entries in so many minutes." })}
      <label class="check"><input type="checkbox" name="shared" value="yes" ?checked=${values.shared === "yes"}>For everybody in the workspace<small>Otherwise you alone see it.</small></label>`,
    submit: ({ name = "", shared }) =>
      mutate(CreateSavedSearchDocument, { input: { workspaceId, name: name.trim(), query, shared: shared === "yes" } }),
  });
  changed();
}

async function remove(saved: Saved, { changed }: SavedMenuParts): Promise<void> {
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
