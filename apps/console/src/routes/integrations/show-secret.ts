import { html } from "lit";
import { codeBlock } from "../../parts/code-block.ts";
import { openDialog } from "../../parts/dialog.ts";
import { mark } from "../../parts/mark.ts";

/** Shows a secret the one time it can be shown. */
export async function showSecret({
  title,
  words,
  label,
  secret,
  more,
}: {
  title: string;
  words: unknown;
  label: string;
  secret: string;
  more?: unknown;
}): Promise<void> {
  await openDialog({
    title,
    wide: true,
    body: (
      handle,
    ) => html`<div class="body secret-once"><p class="note">${mark("claimed", "")}<span>${words}</span></p><div class="field"><p class="label">${label}</p>${codeBlock(label, secret, true)}</div>${more ?? ""}</div>
      <footer><button class="btn primary" type="button" @click=${() => handle.close()}>I have kept it</button></footer>`,
  });
}
