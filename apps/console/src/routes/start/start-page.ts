import { html, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { navigate } from "../../router.ts";
import { session } from "../../session/session.ts";
import { lastWorkspace } from "./last-workspace.ts";

/** `/`: goes on to the workspace opened last, or to the making of the first one. */
export class StartPage extends LightElement {
  override connectedCallback(): void {
    super.connectedCallback();
    const slug = lastWorkspace((session.viewer?.memberships ?? []).map(({ workspace }) => workspace.slug));
    navigate(slug ? `/w/${slug}` : "/new", { replace: true });
  }

  override render(): TemplateResult {
    return html`<h1 class="vh">Plumbline</h1>${skeleton(3)}`;
  }
}

defineElement("plb-start-page", StartPage);
