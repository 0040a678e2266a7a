import { css, html, type TemplateResult } from "lit";

/** What evidence says. The mark's shape says it, its colour repeats it, the word beside it confirms it. */
export type ProofState = "proven" | "claimed" | "stale" | "broken";

/** The mark of a state. A word always stands beside it, so it is hidden from screen readers. */
export function proofMark(state: ProofState): TemplateResult {
  return html`<span class="mark ${state}" part="mark" aria-hidden="true"></span>`;
}

// Filled is proven, outlined is claimed: disc with a tick, dashed ring, disc with a clock, diamond with a cross.
export const proofMarkStyles = css`
  .mark { flex: none; display: inline-block; width: 1em; height: 1em; background: currentColor; -webkit-mask: var(--m) center / 1em no-repeat; mask: var(--m) center / 1em no-repeat; forced-color-adjust: none; }
  .proven.mark { color: var(--proven); --m: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 14 14'%3E%3Cpath fill-rule='evenodd' d='M7 .5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zm3.3 4.9L6.4 9.9a.7.7 0 01-1 .03L3.6 8.2l.95-1 1.3 1.23 3.4-3.93z'/%3E%3C/svg%3E"); }
  .claimed.mark { color: var(--claimed); --m: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 14 14'%3E%3Ccircle cx='7' cy='7' r='5.7' fill='none' stroke='%23000' stroke-width='1.5' stroke-dasharray='2.4 2.08'/%3E%3C/svg%3E"); }
  .stale.mark { color: var(--stale); --m: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 14 14'%3E%3Cpath fill-rule='evenodd' d='M7 .5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zm-.7 2.7h1.4v3.5l2.3 1.6-.8 1.15-2.9-2V3.2z'/%3E%3C/svg%3E"); }
  .broken.mark { color: var(--broken); --m: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 14 14'%3E%3Cpath fill-rule='evenodd' d='M6.1.6a1.25 1.25 0 011.8 0l5.5 5.5a1.25 1.25 0 010 1.8l-5.5 5.5a1.25 1.25 0 01-1.8 0L.6 7.9a1.25 1.25 0 010-1.8zM5.3 4.3l-1 1L6 7 4.3 8.7l1 1L7 8l1.7 1.7 1-1L8 7l1.7-1.7-1-1L7 6z'/%3E%3C/svg%3E"); }
`;
