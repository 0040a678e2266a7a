import { html, nothing, render } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "./icon.ts";
import { keepFocus } from "./keep-focus.ts";
import { type MarkState, mark } from "./mark.ts";

interface Toast {
  id: number;
  words: unknown;
  state: MarkState;
  undo: (() => void) | undefined;
}

export interface ToastOptions {
  /** Default `proven`. */
  state?: MarkState;
  /** Offers Undo; called at most once. The key `z` does it too, of the newest one. */
  undo?: () => void;
  /**
   * How long it stays, in milliseconds. Default 6000, with Undo 12,000; longer while it has the focus or the pointer.
   * A broken one stays until it is closed.
   */
  stay?: number;
}

/** How often one whose time is over looks whether it is still in use, in milliseconds. */
const lookAgain = 1000;
/** How long a page may take to show what was taken back, in milliseconds. */
const settles = 5000;

let next = 0;
let toasts: Toast[] = [];
let host: HTMLElement | undefined;
// A step, and its Undo, may be drawn later than they are told of, and take away what has the focus.
const changes = new MutationObserver(() => keepFocus());

function close(id: number): void {
  const inside = host?.contains(document.activeElement) ?? false;
  toasts = toasts.filter((each) => each.id !== id);
  draw();
  if (inside) keepFocus({ returning: true });
}

function takeBack({ id, undo }: Toast): void {
  undo?.();
  close(id);
}

function undoButton(each: Toast): unknown {
  if (!each.undo) return nothing;
  const key = each === newestUndo() ? html`<kbd class="kbd" aria-hidden="true">z</kbd>` : nothing;
  return html`<button class="btn small" type="button" aria-keyshortcuts=${key === nothing ? nothing : "z"} @click=${() => takeBack(each)}>Undo${key}</button>`;
}

function draw(): void {
  if (!host) {
    host = document.createElement("div");
    host.className = "toasts";
    host.setAttribute("role", "status");
    host.popover = "manual";
    document.body.append(host);
  }
  const focused = host.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  // A popover is drawn in the top layer, above an open dialog; showing it anew puts it last there.
  if (host.matches(":popover-open")) host.hidePopover();
  if (toasts.length > 0) host.showPopover();
  render(
    repeat(
      toasts,
      (each) => each.id,
      (each) => html`<div class="toast" data-toast=${each.id}>${mark(each.state)}<p>${each.words}</p><div class="row">
        ${undoButton(each)}
        <button class="btn plain icon small" type="button" aria-label="Close" @click=${() => close(each.id)}>${icon("close")}</button></div></div>`,
    ),
    host,
  );
  if (focused?.isConnected) focused.focus({ preventScroll: true });
  if (newestUndo()) changes.observe(document.body, { childList: true, subtree: true });
  else setTimeout(() => newestUndo() ?? changes.disconnect(), settles);
}

function newestUndo(): Toast | undefined {
  return toasts.findLast(({ undo }) => undo);
}

/** Takes back what was done last, as far as a toast still offers it. @returns whether one did */
export function undoNewest(): boolean {
  const newest = newestUndo();
  if (newest) takeBack(newest);
  return newest !== undefined;
}

/** Says what has just happened, at the edge of the page, with a way back where there is one. */
export function toast(
  words: unknown,
  { state = "proven", undo, stay = undo ? 12_000 : 6000 }: ToastOptions = {},
): void {
  const id = ++next;
  toasts = [...toasts.slice(-3), { id, words, state, undo }];
  draw();
  if (undo) keepFocus();
  const leave = (): void => {
    const used = host?.querySelector(`[data-toast="${id}"]`)?.matches(":hover, :focus-within");
    if (used) setTimeout(leave, lookAgain);
    else close(id);
  };
  if (state !== "broken") setTimeout(leave, stay);
}
