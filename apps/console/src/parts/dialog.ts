import { html, nothing, render, type TemplateResult } from "lit";
import { icon } from "./icon.ts";

/** What a dialog's content may do with the dialog it stands in. */
export interface DialogHandle<Result> {
  /** Ends the dialog with an answer; without one it counts as dismissed. */
  close: (result?: Result) => void;
  /** Draws the content anew after its state changed. */
  redraw: () => void;
}

export interface DialogParts<Result> {
  title: string;
  /** 760 px in place of 480. */
  wide?: boolean;
  body: (handle: DialogHandle<Result>) => TemplateResult;
}

/**
 * Opens a modal dialog. The browser's own `<dialog>` keeps the focus inside, closes on Escape and gives the focus back.
 * @returns The answer, or undefined when it was dismissed.
 */
export function openDialog<Result>({ title, wide, body }: DialogParts<Result>): Promise<Result | undefined> {
  const dialog = document.createElement("dialog");
  dialog.className = wide ? "wide" : "";
  dialog.setAttribute("aria-labelledby", "dialog-title");
  const opener = document.activeElement as HTMLElement | null;
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer: Result | undefined;
    const handle: DialogHandle<Result> = {
      close: (result) => {
        answer = result;
        dialog.close();
      },
      redraw: () =>
        render(
          html`<header><h2 id="dialog-title">${title}</h2><button class="btn plain icon" type="button" aria-label="Close" @click=${() => handle.close()}>${icon("close")}</button></header>${body(handle) ?? nothing}`,
          dialog,
        ),
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      opener?.focus?.();
      resolve(answer);
    });
    // A press on the backdrop is a press on the dialog element itself, outside its box.
    dialog.addEventListener("pointerdown", (event) => {
      if (event.target === dialog) dialog.close();
    });
    handle.redraw();
    dialog.showModal();
    (dialog.querySelector("[autofocus], .body input, .body textarea, .body select") as HTMLElement | null)?.focus();
  });
}
