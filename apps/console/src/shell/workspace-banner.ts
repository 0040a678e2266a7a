import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../parts/clock.ts";
import { mark } from "../parts/mark.ts";
import type { ShellWorkspace } from "../session/workspace.ts";
import { workspacePath } from "./nav-items.ts";

/** What is true of the whole workspace and must not be overlooked: it will be deleted, it is a demo, it holds demo data. */
export function workspaceBanner(shell: ShellWorkspace): TemplateResult | typeof nothing {
  const mayDelete = shell.viewerPermissions.includes("workspace:delete");
  if (shell.deletesAt) {
    return html`<div class="banner broken" role="status">${mark("broken", "")}<span>${shell.name} will be deleted on ${exactTime(shell.deletesAt)}.</span>${mayDelete ? html`<a class="btn small" href=${workspacePath(shell.slug, "settings")}>Keep it</a>` : nothing}</div>`;
  }
  if (shell.demo) {
    return html`<div class="banner" role="status">${mark("claimed", "")}<span><b>Demo.</b> What arrives here is simulated and comes through the real doors.</span>${mayDelete ? html`<a class="btn small" href=${workspacePath(shell.slug, "settings")}>Remove the demo data</a>` : nothing}</div>`;
  }
  return nothing;
}
