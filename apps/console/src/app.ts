import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "./parts/define-element.ts";
import { LightElement } from "./parts/light-element.ts";
import { loadError } from "./parts/load-error.ts";
import { findRoute, type Place, type Route } from "./route-match.ts";
import { navigate, onNavigation, restoreScroll } from "./router.ts";
import { routes } from "./routes.ts";
import { session } from "./session/session.ts";
import { StoreController } from "./session/store-controller.ts";
import { workspace } from "./session/workspace.ts";
import { pageContext } from "./shell/page-context.ts";

interface Shown {
  route: Route;
  place: Place;
}

/** The whole console: finds the page that the address names, loads its code, and puts it into its frame. */
export class ConsoleApp extends LightElement {
  static override properties = { shown: { state: true }, failed: { state: true } };
  declare shown: Shown | undefined;
  declare failed: unknown;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.shown = undefined;
    this.failed = undefined;
    new StoreController(this, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onNavigation(() => void this.#show());
    void session.refresh().then(() => this.#show());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  async #show(): Promise<void> {
    const path = location.pathname;
    const found = findRoute(routes, path);
    if (!found) return;
    if (session.viewer === null && found.route.who === "member") {
      navigate(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path + location.search)}`, {
        replace: true,
      });
      return;
    }
    if (session.viewer && found.route.who === "guest") {
      navigate("/", { replace: true });
      return;
    }
    try {
      await Promise.all([found.route.load(), ...(session.viewer ? [import("./shell/shell.ts")] : [])]);
      this.failed = undefined;
    } catch (error) {
      this.failed = error;
    }
    if (location.pathname !== path) return;
    this.#place({
      route: found.route,
      place: { path, params: found.params, search: new URLSearchParams(location.search) },
    });
  }

  #place(next: Shown): void {
    const samePage = this.shown?.place.path === next.place.path;
    if (!samePage) pageContext.clear();
    workspace.open(next.route.path.startsWith("/w/:slug") ? next.place.params.slug : undefined);
    this.shown = next;
    document.title = `${next.route.title} · Plumbline`;
    if (samePage) return;
    void this.updateComplete.then(() => {
      document.querySelector<HTMLElement>("#rail:popover-open")?.hidePopover();
      restoreScroll();
    });
  }

  override render(): TemplateResult | typeof nothing {
    if (session.viewer === undefined && session.error) {
      return html`<main class="main"><h1 class="vh">Plumbline</h1><div class="panel">${loadError(session.error, () => void session.refresh().then(() => this.#show()))}</div></main>`;
    }
    if (this.failed)
      return html`<main class="main"><h1 class="vh">Plumbline</h1><div class="panel">${loadError(this.failed, () => location.reload())}</div></main>`;
    if (!this.shown) return nothing;
    const { route, place } = this.shown;
    const view = route.view(place);
    if (route.who === "member" && session.viewer)
      return html`<plb-shell .path=${place.path} .pageTitle=${route.title} .page=${view}></plb-shell>`;
    return view;
  }
}

defineElement("plb-console", ConsoleApp);
