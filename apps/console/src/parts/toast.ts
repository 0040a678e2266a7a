import { html, nothing, render } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "./icon.ts";
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
  /** Offers Undo; called at most once. */
  undo?: () => void;
  /** How long it stays, in milliseconds. Default 6000; a broken one stays until it is closed. */
  stay?: number;
}

let next = 0;
let toasts: Toast[] = [];
let host: HTMLElement | undefined;

function close(id: number): void {
  toasts = toasts.filter((each) => each.id !== id);
  draw();
}

function draw(): void {
  if (!host) {
    host = document.createElement("div");
    host.className = "toasts";
    host.setAttribute("role", "status");
    host.popover = "manual";
    document.body.append(host);
  }
  // A popover is drawn in the top layer, above an open dialog; showing it anew puts it last there.
  if (host.matches(":popover-open")) host.hidePopover();
  if (toasts.length > 0) host.showPopover();
  render(
    repeat(
      toasts,
      (each) => each.id,
      (each) => html`<div class="toast">${mark(each.state)}<p>${each.words}</p><div class="row">
        ${
          each.undo
            ? html`<button class="btn small" type="button" @click=${() => {
                each.undo?.();
                close(each.id);
              }}>Undo</button>`
            : nothing
        }
        <button class="btn plain icon small" type="button" aria-label="Close" @click=${() => close(each.id)}>${icon("close")}</button></div></div>`,
    ),
    host,
  );
}

/** Says what has just happened, at the edge of the page, with a way back where there is one. */
export function toast(words: unknown, { state = "proven", undo, stay = 6000 }: ToastOptions = {}): void {
  const id = ++next;
  toasts = [...toasts.slice(-3), { id, words, state, undo }];
  draw();
  if (state !== "broken") setTimeout(() => close(id), stay);
}
