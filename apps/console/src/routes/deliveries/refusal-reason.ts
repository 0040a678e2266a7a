import { html, nothing, type TemplateResult } from "lit";

interface Refused {
  verdict: string;
  reason: string | null;
}

/** Why a delivery was refused, under its row: what happened, what it meant, what to do. */
export function refusalReason(delivery: Refused, actions: unknown): TemplateResult | undefined {
  if (delivery.verdict.toLowerCase() !== "refused") return undefined;
  const [first = "", ...rest] = (delivery.reason ?? "It was refused.").split(/(?<=\.)\s+/);
  return html`<div><p><strong>${first}</strong> ${rest.join(" ")}</p><p>Nothing was stored as a signal.</p>${actions ? html`<p class="row">${actions}</p>` : nothing}</div>`;
}
