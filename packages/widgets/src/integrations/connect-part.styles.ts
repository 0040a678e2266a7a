/** Added to the element's own styles when connecting is loaded. */
export const connectPartStyles = new CSSStyleSheet();
connectPartStyles.replaceSync(`
  .connect { display: grid; gap: 0.75em; justify-items: start; padding: 0.9em 1.1em; border-top: 1px solid var(--line); }
  .connect > * { justify-self: stretch; } .connect > button { justify-self: start; }
  .connect .row { display: flex; justify-content: space-between; align-items: center; gap: 1em; }
  .connect .step { font-weight: 600; }
  .connect p { margin: 0; text-wrap: pretty; } .connect a { color: inherit; }
  .connect .soft, .connect small { color: var(--muted); font-size: 0.93em; }
  .connect .error strong, .connect small strong { color: var(--broken-ink); font-weight: 600; }
  .connect form { display: grid; gap: 0.75em; justify-items: start; }
  .connect form + form { border-top: 1px solid var(--line); padding-top: 0.9em; }
  .connect label { display: grid; gap: 0.25em; width: 100%; } .connect label > span { font-weight: 500; font-size: 0.93em; }
  .connect input:not([type="checkbox"]) { font: inherit; color: inherit; padding: 0.4em 0.6em; border: 1px solid color-mix(in oklab, currentColor 55%, transparent); border-radius: var(--radius); background: none; width: 100%; box-sizing: border-box; }
  .connect fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 0.4em; max-height: 16em; overflow: auto; width: 100%; }
  .connect label.check { display: flex; gap: 0.5em; align-items: baseline; }
  .picker { display: grid; gap: 0.5em; max-height: 24em; overflow: auto; padding: 2px; }
  .picker button { display: grid; gap: 0.1em; width: 100%; text-align: start; padding: 0.55em 0.85em; }
  .picker span { color: var(--muted); font-size: 0.93em; }
  .once { display: grid; gap: 0.25em; margin: 0; } .once dd { margin: 0 0 0.5em; overflow-wrap: anywhere; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.5em; padding: 0 1.1em 0.9em; font-size: 0.93em; }
  .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`);
