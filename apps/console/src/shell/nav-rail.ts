import { html, nothing, type TemplateResult } from "lit";
import { bobMark } from "../parts/bob.ts";
import { icon } from "../parts/icon.ts";
import type { ShellWorkspace } from "../session/workspace.ts";
import { openPalette } from "./command-palette.ts";
import { type NavItem, navGroups, workspacePath } from "./nav-items.ts";
import { workspaceSwitcher } from "./workspace-switcher.ts";

type Count = { words: string; state: "" | "broken" | "claimed" };

function countOf(item: NavItem, shell: ShellWorkspace): Count | undefined {
  const broken = shell.readiness.broken;
  const counts: Record<string, number> = {
    integrations: shell.integrations.totalCount,
    services: shell.services.totalCount,
    tenants: shell.tenants.totalCount,
    members: shell.members.totalCount,
  };
  if (item.path === "") return broken > 0 ? { words: `${broken} broken`, state: "broken" } : undefined;
  if (item.path === "incidents") {
    const open = shell.incidents.totalCount;
    return open > 0 ? { words: `${open} open`, state: "broken" } : undefined;
  }
  const count = counts[item.path];
  return count ? { words: count.toLocaleString("en"), state: "" } : undefined;
}

function navItem(item: NavItem, shell: ShellWorkspace, path: string): TemplateResult {
  const href = workspacePath(shell.slug, item.path);
  const current = item.path === "" ? path === href : path === href || path.startsWith(`${href}/`);
  const count = countOf(item, shell);
  return html`<li><a href=${href} aria-current=${current ? "page" : nothing}>${icon(item.icon)}${item.label}${count ? html`<span class="count ${count.state}">${count.words}</span>` : nothing}</a></li>`;
}

function foot(shell: ShellWorkspace): TemplateResult {
  const { proven, total } = shell.readiness;
  const open = total - proven;
  const unproven = total === 0 ? 1 : open / total;
  return html`<a class="plumb-foot" href=${workspacePath(shell.slug, "readiness")}>${bobMark(unproven, 24)}
    <p><strong>${total === 0 ? "Nothing claimed yet" : `${proven} of ${total} proven`}</strong>${total === 0 ? "Connect something first" : open === 0 ? "The bob hangs straight" : `${open} ${open === 1 ? "claim is" : "claims are"} not yet`}</p></a>`;
}

/** The rail: where one is, where one can go, and how much of all of it is proven. */
export function navRail(shell: ShellWorkspace, path: string): TemplateResult {
  const may = (item: NavItem): boolean => item.needs === undefined || shell.viewerPermissions.includes(item.needs);
  return html`<aside class="side" aria-label="Workspace"><div class="side-in" id="rail" popover>
    ${workspaceSwitcher(shell)}
    <button class="find" type="button" @click=${openPalette}>${icon("search")}<span>Search or run</span><span><kbd class="kbd">Ctrl</kbd><kbd class="kbd">K</kbd></span></button>
    <nav class="nav" aria-label="Main">${navGroups.map(({ heading, items }, index) => {
      const allowed = items.filter(may);
      if (allowed.length === 0) return nothing;
      return html`${heading ? html`<h2 id="nav-${index}">${heading}</h2>` : nothing}<ul aria-labelledby=${heading ? `nav-${index}` : nothing}>${allowed.map((item) => navItem(item, shell, path))}</ul>`;
    })}</nav>
    ${foot(shell)}
  </div></aside>`;
}
