import { html } from "lit";
import { openDialog } from "./dialog.ts";

export interface ConfirmStep {
  title: string;
  consequence: unknown;
  /** The verb of the button. */
  verb: string;
  danger?: boolean;
}

/** Asks once before a step that can be mended, but not by one click. */
export async function confirmStep({ title, consequence, verb, danger }: ConfirmStep): Promise<boolean> {
  const answer = await openDialog<boolean>({
    title,
    body: (handle) =>
      html`<div class="body"><p>${consequence}</p></div><footer><button class="btn" type="button" @click=${() => handle.close()}>Cancel</button><button class="btn ${danger ? "danger fill" : "primary"}" type="button" autofocus @click=${() => handle.close(true)}>${verb}</button></footer>`,
  });
  return answer === true;
}
