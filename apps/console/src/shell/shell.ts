import { html, nothing, type TemplateResult } from "lit";
import "../offline/offline-banner.ts";
import { defineElement } from "../parts/define-element.ts";
import { LightElement } from "../parts/light-element.ts";
import { loadError } from "../parts/load-error.ts";
import { skeleton } from "../parts/skeleton.ts";
import { EventsController } from "../session/events-controller.ts";
import { session } from "../session/session.ts";
import { StoreController } from "../session/store-controller.ts";
import { unread } from "../session/unread.ts";
import { workspace } from "../session/workspace.ts";
import { navRail } from "./nav-rail.ts";
import { pageContext } from "./page-context.ts";
import { topBar } from "./top-bar.ts";
import { workspaceBanner } from "./workspace-banner.ts";

/** The frame of every page after sign-in: rail and bar around the page. Pages of a person have no rail. */
export class Shell extends LightElement {
  static override properties = { path: {}, page: { attribute: false }, pageTitle: {} };
  declare path: string;
  declare page: TemplateResult | typeof nothing;
  declare pageTitle: string;

  constructor() {
    super();
    this.path = "";
    this.page = nothing;
    this.pageTitle = "";
    new StoreController(this, session, pageContext, workspace, unread);
    // Counts and the bob follow what happens, a little behind: one read for a burst.
    new EventsController(this, { gather: 1500, onEvents: () => void workspace.refresh() });
  }

  #main(inWorkspace: boolean): unknown {
    if (!inWorkspace) return this.page;
    if (workspace.error)
      return html`<div class="panel">${loadError(workspace.error, () => void workspace.refresh())}</div>`;
    if (workspace.value === undefined) return html`<div class="panel">${skeleton(5)}</div>`;
    if (workspace.value === null)
      return html`<div class="head"><div><h1>There is no such workspace</h1><p class="sub">It was deleted, its address was changed, or you are not a member of it.</p></div><div class="row push"><a class="btn primary" href="/">Go to your workspaces</a></div></div>`;
    return this.page;
  }

  override render(): TemplateResult {
    const inWorkspace = this.path.startsWith("/w/");
    const shell = inWorkspace ? workspace.value : undefined;
    const own = pageContext.crumbs.length > 0 ? pageContext.crumbs : [{ label: this.pageTitle }];
    const list = shell
      ? [{ label: shell.name, href: `/w/${shell.slug}` }, ...own]
      : inWorkspace
        ? own
        : [{ label: "Plumbline", href: "/" }, ...own];
    return html`<a class="skip" href="#main">Skip to content</a>
    <div class=${inWorkspace ? "shell" : "shell alone"}>
      ${shell ? navRail(shell, this.path) : inWorkspace ? html`<aside class="side"></aside>` : nothing}
      <div class="stage">
        ${topBar({ crumbs: list, rail: Boolean(shell), redraw: () => this.requestUpdate() })}
        <plb-offline></plb-offline>
        ${shell ? workspaceBanner(shell) : nothing}
        <main class="main" id="main" tabindex="-1">${this.#main(inWorkspace)}</main>
      </div>
    </div>`;
  }
}

defineElement("plb-shell", Shell);
