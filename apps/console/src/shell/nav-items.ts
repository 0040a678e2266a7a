import type { IconName } from "../parts/icon.ts";

/** One place of a workspace, as the rail and the command palette show it. */
export interface NavItem {
  /** Path below `/w/<slug>`; empty for Home. */
  path: string;
  label: string;
  icon: IconName;
  /** The permission without which the place would be refused; then it is not shown. */
  needs?: string;
}

export interface NavGroup {
  /** Heading; the first group has none. */
  heading: string | undefined;
  items: readonly NavItem[];
}

/** The rail, in order. */
export const navGroups: readonly NavGroup[] = [
  {
    heading: undefined,
    items: [
      { path: "", label: "Home", icon: "home" },
      { path: "incidents", label: "Incidents", icon: "incident", needs: "incidents:read" },
      { path: "alerts", label: "Alerts", icon: "bell", needs: "alerts:read" },
      { path: "drift", label: "Drift", icon: "merge", needs: "documents:read" },
      { path: "signals", label: "Signals", icon: "signal", needs: "signals:read" },
      { path: "deliveries", label: "Deliveries", icon: "deploy", needs: "deliveries:read" },
    ],
  },
  {
    heading: "Ship",
    items: [
      { path: "flags", label: "Flags", icon: "flag", needs: "flags:read" },
      { path: "logs", label: "Logs", icon: "log", needs: "logs:read" },
    ],
  },
  {
    heading: "Connect",
    items: [
      { path: "integrations", label: "Integrations", icon: "plug", needs: "integrations:read" },
      { path: "channels", label: "Channels", icon: "mail", needs: "channels:read" },
      { path: "webhooks", label: "Outbound webhooks", icon: "webhook", needs: "webhooks:read" },
      { path: "connections", label: "Connections", icon: "health", needs: "events:read" },
    ],
  },
  {
    heading: "Operate",
    items: [
      { path: "services", label: "Services", icon: "service", needs: "services:read" },
      { path: "documents", label: "Documents", icon: "log", needs: "documents:read" },
      { path: "tenants", label: "Tenants", icon: "tenant", needs: "tenants:read" },
      { path: "environments", label: "Environments", icon: "layers", needs: "environments:read" },
    ],
  },
  {
    heading: "Workspace",
    items: [
      { path: "members", label: "Members", icon: "people", needs: "members:read" },
      { path: "api-keys", label: "API keys", icon: "key", needs: "api_keys:read" },
      { path: "audit", label: "Audit log", icon: "audit", needs: "audit:read" },
      { path: "settings", label: "Settings", icon: "gear" },
    ],
  },
];

/** Address of a place of a workspace. */
export function workspacePath(slug: string, path = ""): string {
  return path === "" ? `/w/${slug}` : `/w/${slug}/${path}`;
}
