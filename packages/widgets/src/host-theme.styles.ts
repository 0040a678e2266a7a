import { css } from "lit";

/**
 * What every widget takes from its host page: font, size and ink. Lines and quiet text are mixed from the ink; the status colours follow the
 * page's `color-scheme`. A host replaces any of it by the properties named `--plb-*`.
 */
export const hostTheme = css`
  :host {
    --proven: var(--plb-proven, light-dark(oklch(0.56 0.12 160), oklch(0.755 0.14 159)));
    --broken: var(--plb-broken, light-dark(oklch(0.56 0.195 26), oklch(0.69 0.18 25)));
    --stale: var(--plb-stale, light-dark(oklch(0.58 0.012 215), oklch(0.64 0.012 215)));
    --claimed: var(--plb-claimed, color-mix(in oklab, currentColor 62%, transparent));
    --proven-ink: var(--plb-proven-ink, light-dark(oklch(0.375 0.082 160), oklch(0.85 0.115 159)));
    --broken-ink: var(--plb-broken-ink, light-dark(oklch(0.42 0.155 26), oklch(0.84 0.088 24)));
    --muted: var(--plb-muted, color-mix(in oklab, currentColor 76%, transparent));
    --line: var(--plb-line, color-mix(in oklab, currentColor 14%, transparent));
    --faint: color-mix(in oklab, currentColor 38%, transparent);
    --radius: var(--plb-radius, 0.57em);
    display: block;
    font: inherit;
    color: inherit;
    text-align: start;
  }
  :host([hidden]) { display: none; }
  *, ::before, ::after { box-sizing: border-box; }
  p, ul, ol, h2 { margin: 0; padding: 0; font: inherit; }
  ul, ol { list-style: none; }
  :focus-visible { outline: 2px solid currentColor; outline-offset: 2px; border-radius: 0.2em; }
`;
