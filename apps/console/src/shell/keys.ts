/** The keys of the console, as the help shows them. */
export const keyHelp: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["Ctrl", "K"], does: "Search or run anything" },
  { keys: ["/"], does: "Search in this list" },
  { keys: ["j"], does: "Next item" },
  { keys: ["k"], does: "Previous item" },
  { keys: ["Enter"], does: "Open the item" },
  { keys: ["g", "h"], does: "Go to Home" },
  { keys: ["g", "c"], does: "Go to Incidents" },
  { keys: ["g", "i"], does: "Go to Integrations" },
  { keys: ["g", "s"], does: "Go to Signals" },
  { keys: ["g", "d"], does: "Go to Deliveries" },
  { keys: ["n"], does: "Add a note to this incident" },
  { keys: ["l"], does: "Link this error group to an incident" },
  { keys: ["z"], does: "Undo what was done last, while that is offered" },
  { keys: ["p"], does: "Pause or resume live changes" },
  { keys: ["?"], does: "Show these keys" },
];

/** Whether a key press belongs to a field or a dialog, and must be left alone. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest("dialog, [popover]:popover-open:not(.toasts)") !== null
  );
}

function items(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main [data-item]")];
}

/** Walks the lists of the page by one item. The item is marked and brought into view. */
export function walkItems(step: 1 | -1): void {
  const all = items();
  if (all.length === 0) return;
  const at = all.findIndex((each) => each.hasAttribute("data-current"));
  const next = all[Math.min(all.length - 1, Math.max(0, at === -1 ? (step === 1 ? 0 : all.length - 1) : at + step))];
  for (const each of all) each.removeAttribute("data-current");
  if (!next) return;
  next.setAttribute("data-current", "");
  next.scrollIntoView({ block: "nearest" });
  const target = next.querySelector<HTMLElement>("a[href], button") ?? next;
  if (target === next) next.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Puts the cursor into the page's search, when it has one. @returns Whether it has. */
export function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
  search?.focus();
  search?.select();
  return search !== null;
}
