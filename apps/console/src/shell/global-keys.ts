import { connection } from "../data/connection-state.ts";
import { startKeepingFocus } from "../parts/keep-focus.ts";
import { undoNewest } from "../parts/toast.ts";
import { navigate } from "../router.ts";
import { openPalette } from "./command-palette.ts";
import { focusSearch, isTyping, walkItems } from "./keys.ts";
import { showKeysHelp } from "./keys-help.ts";
import { workspacePath } from "./nav-items.ts";

const places: Record<string, string> = {
  h: "",
  c: "incidents",
  i: "integrations",
  s: "signals",
  d: "deliveries",
  m: "members",
  a: "audit",
};
let wentAt = 0;

function go(key: string): boolean {
  const slug = /^\/w\/([^/]+)/.exec(location.pathname)?.[1];
  const path = places[key];
  if (!slug || path === undefined || Date.now() - wentAt > 1200) return false;
  navigate(workspacePath(slug, path));
  return true;
}

function press(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  if (go(event.key)) {
    wentAt = 0;
    return;
  }
  if (event.key === "j") walkItems(1);
  else if (event.key === "k") walkItems(-1);
  else if (event.key === "?") showKeysHelp();
  else if (event.key === "z" && undoNewest()) event.preventDefault();
  else if (event.key === "g") wentAt = Date.now();
  else if (event.key === "p") connection.update({ paused: !connection.state.paused, waiting: 0 });
  else if (event.key === "/" && focusSearch()) event.preventDefault();
}

/** Starts listening for the keys that work everywhere. */
export function startGlobalKeys(): void {
  startKeepingFocus();
  document.addEventListener("keydown", press);
}
