/** What the reader chose. `system` follows the machine. */
export type Theme = "system" | "light" | "dark";

const name = "plumbline.theme";

/** The chosen theme. `public/theme.js` applies the same before the first paint. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Applies and keeps a theme in this browser. */
export function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(name);
    else localStorage.setItem(name, theme);
  } catch {
    // Storage may be blocked: the choice then lasts as long as the page.
  }
}
