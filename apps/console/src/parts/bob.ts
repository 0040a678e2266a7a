import { html, svg, type TemplateResult } from "lit";

let instances = 0;

/**
 * How far the bob leans, in degrees. The curve gives a first unproven claim a lean that one can see, and keeps the bob
 * within its frame when nothing is proven at all (26 degrees).
 */
export function leanOf(unproven: number): number {
  const share = Math.min(1, Math.max(0, unproven));
  return Math.round(26 * share ** 0.6 * 10) / 10;
}

function liquid(id: string, proven: number): TemplateResult {
  return svg`<linearGradient id=${id} x1="0" y1="1" x2="0" y2="0"><stop offset=${proven} stop-color="currentColor"></stop><stop offset=${proven} stop-color="currentColor" stop-opacity="0"></stop></linearGradient>`;
}

/**
 * The product's mark: a plumb bob that hangs straight when everything claimed is proven, leans by the share that is
 * not, and is filled up to the share that is.
 * @param unproven Share of claims without proof, 0 to 1.
 * @param width In pixels; the height follows.
 */
export function bobMark(unproven: number, width = 15): TemplateResult {
  const id = `bob-${++instances}`;
  return html`<svg class="bob" width=${width} height=${Math.round(width * 1.44)} viewBox="2 0 18 26" fill="none" stroke="currentColor" aria-hidden="true"><defs>${liquid(id, 1 - unproven)}</defs><g class="swing" transform="rotate(${-leanOf(unproven)} 9 1)"><path d="M9 .5V9" stroke-width="1.2"></path><path d="M6.2 9h5.6v2l1.9 1.2c0 4.6-3 7.6-4.7 12.2-1.7-4.6-4.7-7.6-4.7-12.2L6.2 11z" fill="url(#${id})" stroke-width="1.2" stroke-linejoin="round"></path></g></svg>`;
}

const at = (degrees: number, radius: number): string => {
  const angle = (degrees * Math.PI) / 180;
  return `${(54 + Math.sin(angle) * radius).toFixed(1)} ${(12 + Math.cos(angle) * radius).toFixed(1)}`;
};

const ticks = [-7, 0, 7, 14, 21].map((degrees) => `M${at(degrees, 192)}L${at(degrees, 198)}`).join("");

/** The large bob at the head of Home, with its plumb line and scale. */
export function bobFigure(unproven: number): TemplateResult {
  const id = `bob-${++instances}`;
  const percent = Math.round(unproven * 100);
  const said =
    percent === 0
      ? "The plumb bob hangs straight: every claim is proven"
      : `The plumb bob leans: ${percent} % of the claims are without proof`;
  return html`<svg class="bob figure-bob" viewBox="0 0 148 220" width="148" height="220" fill="none" role="img" aria-label=${said}>
    <defs>${liquid(id, 1 - unproven)}</defs>
    <path d="M54 12V204" stroke="var(--line-control)" stroke-dasharray="2 4"></path>
    <path d="M${at(-8, 192)}A192 192 0 0 0 ${at(27, 192)}" stroke="var(--line-strong)"></path>
    <path d=${ticks} stroke="var(--line-control)"></path>
    <path d="M40 12h28" stroke="currentColor" stroke-width="2" stroke-linecap="round"></path>
    <g class="swing" transform="rotate(${-leanOf(unproven)} 54 12)" stroke="currentColor" stroke-linejoin="round"><path d="M54 12v78" stroke-width="1.5"></path><path d="M48.5 90h11v8h-11z" fill="currentColor" stroke-width="1.5"></path><path d="M39 103l9.5-5h11l9.5 5c0 31-9.5 48-15 82-5.5-34-15-51-15-82z" fill="url(#${id})" stroke-width="1.5"></path></g>
  </svg>`;
}
