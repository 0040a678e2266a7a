import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../parts/clock.ts";
import { defineElement } from "../parts/define-element.ts";
import { durationWords } from "../parts/duration-words.ts";
import { LightElement } from "../parts/light-element.ts";
import { mark } from "../parts/mark.ts";
import { StoreController } from "../session/store-controller.ts";
import { offlineState } from "./offline-state.ts";
import { pendingActions } from "./pending-actions.ts";

/** Says that what one sees is from before, how old it is, and what waits for the connection. Nothing while all is well. */
export class OfflineBanner extends LightElement {
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new StoreController(this, offlineState, pendingActions);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      if (offlineState.keptFrom !== null) this.requestUpdate();
    }, 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  #age(keptFrom: number): TemplateResult {
    const at = new Date(keptFrom).toISOString();
    return html`<span><b>Plumbline does not answer.</b> What you see was read at ${exactTime(at, "time")}, ${durationWords(Date.now() - keptFrom)} ago.</span>`;
  }

  #waiting(): TemplateResult | typeof nothing {
    const { actions } = pendingActions;
    if (actions.length === 0) return nothing;
    const labels = actions.map(({ label }) => label).join(", ");
    return html`<span class="state is-claimed">${mark("claimed", "")}Waits for the connection: ${labels}</span>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { keptFrom } = offlineState;
    const waits = pendingActions.actions.length > 0;
    return html`<div role="status">${keptFrom === null && !waits ? nothing : html`<div class="banner ${keptFrom === null ? "" : "degraded"}">${mark(keptFrom === null ? "claimed" : "stale", "")}${keptFrom === null ? nothing : this.#age(keptFrom)}${this.#waiting()}${waits ? html`<button class="btn small" type="button" @click=${() => pendingActions.send()}>Send now</button>` : nothing}</div>`}</div>`;
  }
}

defineElement("plb-offline", OfflineBanner);
