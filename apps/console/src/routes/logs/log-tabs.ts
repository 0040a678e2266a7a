import type { TemplateResult } from "lit";
import { tabs } from "../../parts/tabs.ts";

/** The pages of logs. */
export function logTabs(slug: string, current: "" | "errors" | "connect" | "settings"): TemplateResult {
  const at = (path: string): string => `/w/${slug}/logs${path ? `/${path}` : ""}`;
  return tabs("Logs", current, [
    { key: "", label: "Entries", href: at("") },
    { key: "errors", label: "Errors", href: at("errors") },
    { key: "connect", label: "Connect", href: at("connect") },
    { key: "settings", label: "Settings", href: at("settings") },
  ]);
}
