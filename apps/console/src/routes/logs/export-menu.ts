import { html, type TemplateResult } from "lit";
import { icon } from "../../parts/icon.ts";
import { type MenuItem, menuButton } from "../../parts/menu-button.ts";
import { logExportAddress } from "./export-address.ts";
import type { LogFilter } from "./logs.gen.ts";

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
