import { html, type TemplateResult } from "lit";
import { bobMark } from "../parts/bob.ts";
import { icon } from "../parts/icon.ts";
import { type MenuItem, menuButton } from "../parts/menu-button.ts";
import { session } from "../session/session.ts";
import type { ShellWorkspace } from "../session/workspace.ts";
import { workspacePath } from "./nav-items.ts";

/** The workspace in view, and the way to the others. */
export function workspaceSwitcher(shell: ShellWorkspace): TemplateResult {
  const { proven, total } = shell.readiness;
  const memberships = session.viewer?.memberships ?? [];
  const items: MenuItem[] = [
    { heading: "Workspaces" },
    ...memberships.map(({ workspace, role }) => ({
      label: workspace.name,
      hint: workspace.slug === shell.slug ? "" : role.toLowerCase(),
      href: workspacePath(workspace.slug),
      checked: workspace.slug === shell.slug,
    })),
    "line",
    { label: "Create a workspace", href: "/new" },
  ];
  const face = html`<span class="switcher-bob">${bobMark(total === 0 ? 1 : 1 - proven / total, 15)}</span><span class="switcher-name">${shell.name}</span>${icon("updown")}`;
  return menuButton({ face, items, label: `Workspace ${shell.name}, switch`, buttonClass: "switcher" });
}
