import { css } from "lit";

/** The list: drawn by one line, sizes in em of the host. */
export const integrationsStyles = css`
  .list { border: 1px solid var(--line); border-radius: var(--radius); overflow-wrap: anywhere; line-height: 1.43; }
  .head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 0.85em; padding: 0.9em 1.1em; }
  .title { font-weight: 600; font-size: 1.08em; }
  .freshness { display: inline-flex; align-items: baseline; gap: 0.5em; font-size: 0.86em; color: var(--muted); font-variant-numeric: tabular-nums; }
  .freshness::before { content: ""; flex: none; width: 0.5em; height: 0.5em; border-radius: 50%; background: var(--proven); }
  .freshness.lost::before, .freshness.waiting::before { background: none; border: 1px dashed currentColor; }
  .items > li { border-top: 1px solid var(--line); }
  summary { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.15em 0.85em; padding: 0.75em 1.1em; cursor: pointer; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  summary:focus-visible { outline-offset: -2px; border-radius: var(--radius); }
  .name { font-weight: 600; }
  summary { position: relative; }
  summary::before { content: ""; position: absolute; inset-inline-start: 0.42em; top: 1.3em; width: 0.32em; height: 0.32em; border: solid var(--faint); border-width: 0.13em 0.13em 0 0; rotate: 45deg; }
  [open] > summary::before { rotate: 135deg; }
  summary:hover::before { border-color: currentColor; }
  .name .provider { font-weight: 400; color: var(--muted); font-size: 0.93em; }
  .state { display: inline-flex; align-items: center; align-self: start; justify-self: end; gap: 0.5em; font-size: 0.93em; font-weight: 500; white-space: nowrap; }
  .state.is-proven { color: var(--proven-ink); } .state.is-broken { color: var(--broken-ink); }
  .evidence { font-size: 0.93em; color: var(--muted); text-wrap: pretty; }
  .age { font-size: 0.93em; color: var(--muted); text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .next { grid-column: 1 / -1; font-size: 0.93em; }
  .rungs { margin: 0 1.1em; padding: 0.25em 0 0.9em; font-size: 0.93em; }
  .rungs li { position: relative; display: grid; grid-template-columns: 1em minmax(0, 1fr); gap: 0 0.75em; padding: 0.3em 0; }
  .rungs li + li::before { content: ""; position: absolute; inset-inline-start: calc(0.5em - 1px); top: -0.9em; height: 1.1em; border-inline-start: 2px dashed var(--faint); }
  .rungs li.proven + li.proven::before { border-inline-start: 2px solid var(--proven); }
  .rungs .mark { margin-top: 0.22em; }
  .rungs .text { color: var(--muted); }
  li.changed { animation: arrive 1.6s ease-out 1; }
  .notice { display: grid; gap: 0.6em; justify-items: start; padding: 0.9em 1.1em; border-top: 1px solid var(--line); }
  .notice p { text-wrap: pretty; color: var(--muted); } .notice strong { color: var(--broken-ink); font-weight: 600; }
  button { font: inherit; color: inherit; padding: 0.3em 0.85em; border: 1px solid color-mix(in oklab, currentColor 55%, transparent); border-radius: var(--radius); background: none; cursor: pointer; }
  button:hover { background: color-mix(in oklab, currentColor 7%, transparent); }
  .bone { display: block; height: 0.8em; margin: 0.31em 0; border-radius: 0.3em; background: color-mix(in oklab, currentColor 12%, transparent); animation: breathe 1.6s ease-in-out infinite alternate; }
  .skeleton li { display: grid; gap: 0.15em; padding: 0.75em 1.1em; border-top: 1px solid var(--line); }
  @keyframes arrive { from { background: color-mix(in oklab, var(--proven) 16%, transparent); } }
  @keyframes breathe { to { opacity: 0.5; } }
  @media (prefers-reduced-motion: reduce) { .bone, li.changed { animation: none; } }
`;
