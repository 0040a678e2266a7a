import type { Embed } from "@plumbline/sdk/embed";
import {
  integrationsWidgetChoose,
  integrationsWidgetTargets,
  type WidgetIntegrationFragment,
} from "@plumbline/sdk/embed/operations";
import type { TemplateResult } from "lit";
import { html } from "./connect-lit.ts";

interface Target {
  targetId: string;
  name: string;
}

/** What one integration watches: what the provider offers, with what is chosen. */
export class TargetChoice {
  readonly title: string;
  readonly #embed: Embed;
  readonly #integrationId: string;
  readonly #offered: readonly Target[];
  readonly #chosen: ReadonlySet<string>;
  readonly #plural: string;
  readonly #onSave: (ids: string[]) => unknown;

  private constructor(
    embed: Embed,
    integration: WidgetIntegrationFragment,
    offered: { targets: readonly Target[]; offeredTargets: readonly Target[] },
    plural: string,
    onSave: (ids: string[]) => unknown,
  ) {
    this.title = `Choose ${plural}`;
    this.#embed = embed;
    this.#integrationId = integration.id;
    this.#offered = offered.offeredTargets;
    this.#chosen = new Set(offered.targets.map(({ targetId }) => targetId));
    this.#plural = plural;
    this.#onSave = onSave;
  }

  /** Asks the provider what there is. */
  static async read(
    embed: Embed,
    integration: WidgetIntegrationFragment,
    plural: string,
    onSave: (ids: string[]) => unknown,
  ): Promise<TargetChoice> {
    const { node } = await embed.query(integrationsWidgetTargets, { id: integration.id });
    const offered = node?.__typename === "Integration" ? node : { targets: [], offeredTargets: [] };
    return new TargetChoice(embed, integration, offered, plural, onSave);
  }

  /** Sends the choice; the answer is the mutation's own union. */
  async save(targets: string[]) {
    const input = { integrationId: this.#integrationId, targets };
    return (await this.#embed.query(integrationsWidgetChoose, { input })).chooseIntegrationTargets;
  }

  render(): TemplateResult {
    if (this.#offered.length === 0)
      return html`<p>The provider named no ${this.#plural} that this account may see.</p>`;
    const send = (event: SubmitEvent) => {
      event.preventDefault();
      this.#onSave(new FormData(event.target as HTMLFormElement).getAll("target").map(String));
    };
    return html`<form part="form" @submit=${send}><fieldset><legend class="vh">${this.#plural}</legend>${this.#offered.map(
      ({ targetId, name }) =>
        html`<label class="check"><input type="checkbox" name="target" value=${targetId} ?checked=${this.#chosen.has(targetId)}>${name}</label>`,
    )}</fieldset><button>Save</button></form>`;
  }
}
