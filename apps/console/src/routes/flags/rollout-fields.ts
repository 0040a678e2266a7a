import type { Rollout } from "@plumbline/sdk/flags";
import { html, nothing, type TemplateResult } from "lit";

const presets = [1, 5, 10, 25, 50, 100];

export interface RolloutFields {
  label: string;
  rollout: Rollout | null;
  /** What is hashed unless said otherwise. */
  bucketBy: string;
  error?: string | undefined;
  change: (rollout: Rollout | null) => void;
}

/** A share of contexts: a slider, presets, and the exact number. Everybody is no rollout at all. */
export function rolloutFields({ label, rollout, bucketBy, error, change }: RolloutFields): TemplateResult {
  const percentage = rollout?.percentage ?? 100;
  const set = (value: number): void => {
    const kept = Math.min(100, Math.max(0, Math.round(value * 1000) / 1000));
    change(kept === 100 && !rollout?.bucketBy ? null : { ...rollout, percentage: kept });
  };
  const typed = (event: Event): void => set(Number((event.target as HTMLInputElement).value));
  const by = (event: Event): void => {
    const { bucketBy: _, ...rest } = rollout ?? { percentage };
    const name = (event.target as HTMLInputElement).value.trim();
    change(name ? { ...rest, percentage, bucketBy: name } : percentage === 100 ? null : { ...rest, percentage });
  };
  return html`<fieldset class="rollout"><legend>${label}</legend>
    <div class="rollout-line"><output>${percentage} %</output><input type="range" min="0" max="100" step="1" aria-label=${label} .value=${String(percentage)} @input=${typed}></div>
    <div class="row">${presets.map((preset) => html`<button class="btn small" type="button" aria-pressed=${preset === percentage} @click=${() => set(preset)}>${preset} %</button>`)}<input class="input num" type="number" min="0" max="100" step="any" aria-label="${label}, exactly" .value=${String(percentage)} @change=${typed}></div>
    ${percentage < 100 ? html`<label class="inline">by <input class="input mono" aria-label="Attribute that decides" placeholder=${bucketBy} .value=${rollout?.bucketBy ?? ""} @change=${by}></label>` : nothing}
    ${error ? html`<p class="error">${error}</p>` : nothing}</fieldset>`;
}
