import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { panel } from "../../parts/panel.ts";
import { MintEmbedTokenDocument } from "./embed.gen.ts";

const snippet = `<script type="module" src="ORIGIN/widgets/integrations.js"></script>
<plumbline-integrations api-url="ORIGIN" token-url="/plumbline-token"></plumbline-integrations>`;

/** The widget as the tenant's own users see it, with a real embed token: minted when asked for, not before. */
export class WidgetPanel extends LightElement {
  static override properties = { workspaceId: {}, tenantId: {}, shown: { state: true } };
  declare workspaceId: string;
  declare tenantId: string;
  declare shown: boolean;

  constructor() {
    super();
    this.workspaceId = "";
    this.tenantId = "";
    this.shown = false;
  }

  // Bound once: a new function at each update would have the widget start anew.
  readonly #fetchToken = async (): Promise<{ token: string; expiresAt: string }> => {
    const { token, expiresAt } = await mutate(MintEmbedTokenDocument, {
      input: {
        workspaceId: this.workspaceId,
        tenantId: this.tenantId,
        component: "integrations",
        origins: [location.origin],
      },
    });
    return { token, expiresAt };
  };

  async #show(): Promise<void> {
    await import("@plumbline/widgets/integrations");
    this.shown = true;
  }

  override render(): TemplateResult {
    const body = this.shown
      ? html`<plumbline-integrations .apiUrl=${location.origin} .fetchToken=${this.#fetchToken}></plumbline-integrations>`
      : html`<p class="soft">The integrations of this tenant, as an element in your own product. Each look needs a token of ten minutes, which your backend mints.</p><p><button class="btn" type="button" @click=${this.#show}>Show the widget</button></p>`;
    return panel({
      id: "widget",
      title: "Widget",
      meta: "as its users see it",
      pad: true,
      body: html`<div class="form">${body}<details><summary>Put it into your page</summary>${codeBlock("Markup", snippet.replaceAll("ORIGIN", location.origin))}</details></div>`,
    });
  }
}

defineElement("plb-widget-panel", WidgetPanel);
