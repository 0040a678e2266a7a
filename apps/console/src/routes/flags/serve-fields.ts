import type { Serve, Split } from "@plumbline/sdk/flags";
import { html, nothing, type TemplateResult } from "lit";

export interface ServeFields {
  label: string;
  serve: Serve | undefined;
  variants: readonly string[];
  /** Word for leaving it out; without one something must be chosen. */
  inherit?: string;
  error?: string | undefined;
  change: (serve: Serve | undefined) => void;
}

/** Equal shares in steps of 0.001 that are 100 together. */
function evenly(variants: readonly string[]): Split {
  const share = Math.floor(100_000 / variants.length) / 1000;
  const weights = variants.map((variant) => ({ variant, weight: share }));
  const [first] = weights;
  if (first) first.weight = Math.round((100 - share * (variants.length - 1)) * 1000) / 1000;
  return { weights };
}

/** Gives one variant a weight and the rest to the others, in their old proportion: it is always 100 together. */
function reweigh(split: Split, variant: string, weight: number): Split {
  const others = split.weights.filter((each) => each.variant !== variant);
  const rest = Math.round((100 - weight) * 1000);
  const had = others.reduce((sum, each) => sum + each.weight, 0);
  let left = rest;
  const dealt = others.map((each, index) => {
    const last = index === others.length - 1;
    const part = last ? left : Math.round(had > 0 ? (each.weight / had) * rest : rest / others.length);
    left -= part;
    return { variant: each.variant, weight: part / 1000 };
  });
  const byKey = new Map([...dealt, { variant, weight }].map((each) => [each.variant, each]));
  return { ...split, weights: split.weights.map((each) => byKey.get(each.variant) ?? each) };
}

function weightFields(split: Split, change: (serve: Serve) => void): TemplateResult {
  return html`<div class="weights">${split.weights.map(({ variant, weight }) => {
    const set = (event: Event): void =>
      change(reweigh(split, variant, Math.min(100, Math.max(0, Number((event.target as HTMLInputElement).value)))));
    return html`<label><code>${variant}</code><input type="range" min="0" max="100" step="1" aria-label="Share of ${variant}" .value=${String(weight)} @input=${set}><input class="input num" type="number" min="0" max="100" step="any" aria-label="Percent of ${variant}" .value=${String(weight)} @change=${set}><span>%</span></label>`;
  })}</div>`;
}

/** What those get who are let in: one variant, or a split that is 100 together at every moment. */
export function serveFields({ label, serve, variants, inherit, error, change }: ServeFields): TemplateResult {
  const chosen = serve === undefined ? "" : typeof serve === "string" ? serve : "split";
  const choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    change(value === "" ? undefined : value === "\u0000split" ? evenly(variants) : value);
  };
  return html`<div class="field"><label><span>${label}</span><select class="select" @change=${choose}>${inherit ? html`<option value="" ?selected=${chosen === ""}>${inherit}</option>` : nothing}${variants.map((key) => html`<option value=${key} ?selected=${serve === key}>${key}</option>`)}${variants.length > 1 ? html`<option value=${"\u0000split"} ?selected=${typeof serve === "object"}>A split of several</option>` : nothing}</select></label>${typeof serve === "object" ? weightFields(serve, change) : nothing}${error ? html`<p class="error">${error}</p>` : nothing}</div>`;
}
