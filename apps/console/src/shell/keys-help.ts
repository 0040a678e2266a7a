import { html } from "lit";
import { openDialog } from "../parts/dialog.ts";
import { keyHelp } from "./keys.ts";

/** Shows every key. */
export function showKeysHelp(): void {
  void openDialog({
    title: "Keys",
    body: () =>
      html`<div class="body"><dl class="keys-list">${keyHelp.map(({ keys, does }) => html`<dt>${keys.map((key) => html`<kbd class="kbd">${key}</kbd>`)}</dt><dd>${does}</dd>`)}</dl></div>`,
  });
}
