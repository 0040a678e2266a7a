/** The mailbox's style: the console's tokens, without its build. */
export const mailboxStyle = `
:root { color-scheme: light dark;
  --page: light-dark(oklch(0.983 0.003 205), oklch(0.172 0.008 218)); --side: light-dark(oklch(0.966 0.004 205), oklch(0.152 0.008 218));
  --surface: light-dark(oklch(1 0 0), oklch(0.203 0.009 218)); --hover: light-dark(oklch(0.958 0.005 205), oklch(0.245 0.011 216));
  --selected: light-dark(oklch(0.938 0.010 205), oklch(0.268 0.016 210)); --line: light-dark(oklch(0.922 0.005 205), oklch(0.278 0.010 216));
  --ink: light-dark(oklch(0.225 0.015 222), oklch(0.955 0.004 205)); --ink-2: light-dark(oklch(0.415 0.014 218), oklch(0.790 0.008 208));
  --ink-3: light-dark(oklch(0.505 0.013 216), oklch(0.685 0.010 210)); --accent: light-dark(oklch(0.450 0.082 208), oklch(0.780 0.092 198)); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--page); color: var(--ink); font: 14px/20px Inter, ui-sans-serif, system-ui, sans-serif; }
a { color: var(--accent); } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; margin: 0; } h2 { font-size: 16px; line-height: 24px; margin: 0; font-weight: 600; }
p { margin: 0; color: var(--ink-2); } time, .quiet { color: var(--ink-3); font-size: 12px; line-height: 16px; font-variant-numeric: tabular-nums; }
.bar { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; padding: 16px 24px; border-bottom: 1px solid var(--line); }
.bar p { flex: 1 1 20rem; }
.columns { display: grid; grid-template-columns: minmax(260px, 340px) 1fr; min-height: calc(100vh - 61px); }
nav { border-right: 1px solid var(--line); background: var(--side); }
nav ul { list-style: none; margin: 0; padding: 8px; display: grid; gap: 2px; }
nav a { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 10px 12px; border-radius: 6px; color: inherit; text-decoration: none; }
nav a:hover { background: var(--hover); } nav a[aria-current] { background: var(--selected); }
nav strong { font-weight: 600; } nav .quiet { grid-column: 1 / -1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
main { padding: 24px; display: grid; gap: 16px; align-content: start; min-width: 0; }
iframe { width: 100%; height: min(560px, 65vh); border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
pre { margin: 8px 0 0; padding: 16px; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface); border: 1px solid var(--line); border-radius: 10px;
  font: 12px/20px "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace; }
summary { cursor: pointer; color: var(--ink-2); }
.empty { padding: 24px 20px; display: grid; gap: 8px; }
@media (max-width: 720px) { .columns { grid-template-columns: 1fr; } nav { border-right: 0; border-bottom: 1px solid var(--line); } nav ul { max-height: 40vh; overflow: auto; } .bar, main { padding: 16px; } }
`;
