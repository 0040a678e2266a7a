import { html, nothing, type TemplateResult } from "lit";
import { cssVars } from "../../parts/css-vars.ts";
import { variantShade } from "./exposure-bars.ts";

/** Where a context lies in what is dealt out by a hash, as the API explains it. */
export interface PlacedBucket {
  kind: "ROLLOUT" | "VARIANTS";
  attribute: string;
  bucket: number | null;
  parts: readonly { upTo: number; variant: string | null }[];
}

/** Buckets in all. */
const all = 100_000;
const number = (value: number): string => value.toLocaleString("en");

/** The line of all buckets: what a rollout lets in is filled, the rest dashed; variants have a shade each. A mark shows the context's. */
export function bucketLine({ kind, attribute, bucket, parts }: PlacedBucket): TemplateResult {
  if (bucket === null)
    return html`<p class="pad quiet">The context has no <code>${attribute}</code>: there is nothing to hash, so ${kind === "ROLLOUT" ? "the rollout leaves it out" : "no weight decides"}.</p>`;
  const words = sentence({ kind, attribute, bucket, parts });
  let from = 0;
  const served = parts.map(({ variant }) => variant ?? "");
  const drawn = parts.map(({ upTo, variant }) => {
    const vars = { "--from": from / 1000, "--to": upTo / 1000, "--shade": shadeOf(variant, served) };
    from = upTo;
    return html`<i ${cssVars(vars)}></i>`;
  });
  const bounds = parts.map(({ upTo }) => upTo).filter((upTo) => upTo > 0 && upTo < all);
  return html`<div class="bucket"><div role="img" aria-label="${words}"><b class="at" ${cssVars({ "--at": bucket / 1000 })}>${number(bucket)}</b><div class="rail">${drawn}<u ${cssVars({ "--at": bucket / 1000 })}></u></div><div class="bounds">${bounds.map((upTo) => html`<span ${cssVars({ "--at": upTo / 1000 })}>${number(upTo)}</span>`)}${bounds.some((upTo) => upTo > 80_000) ? nothing : html`<span class="end">${number(all)}</span>`}</div></div><p class="quiet">${words}</p></div>`;
}

function shadeOf(variant: string | null, served: readonly string[]): string {
  return variant === null ? "var(--accent)" : variantShade(served.indexOf(variant));
}

function sentence({ kind, attribute, bucket, parts }: PlacedBucket & { bucket: number }): string {
  const at = `By ${attribute} it is in bucket ${number(bucket)} of ${number(all)}`;
  if (kind === "VARIANTS") {
    const part = parts.find(({ upTo }) => bucket < upTo);
    return `${at}: the part of ${part?.variant ?? "no variant"}.`;
  }
  const upTo = parts[0]?.upTo ?? 0;
  if (bucket < upTo) return `${at}, below ${number(upTo)}: inside.`;
  return `${at}, not below ${number(upTo)}: outside. It comes in above ${(bucket / 1000).toFixed(3)}\u00a0%.`;
}
