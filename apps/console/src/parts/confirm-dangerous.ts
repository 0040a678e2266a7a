import { html } from "lit";
import { openDialog } from "./dialog.ts";
import { field } from "./field.ts";

export interface DangerousStep {
  /** The question as a fact: `Delete Meridian`. Also the button's words. */
  title: string;
  /** What will be lost, and for how long it can be undone. */
  consequence: unknown;
  /** What has to be typed: the name of the thing. */
  name: string;
}

/** Asks for the thing's name before something is done that hurts. */
export async function confirmDangerous({ title, consequence, name }: DangerousStep): Promise<boolean> {
  let typed = "";
  const answer = await openDialog<boolean>({
    title,
    body: (handle) => html`<form @submit=${(event: Event) => {
      event.preventDefault();
      if (typed === name) handle.close(true);
    }}>
      <div class="body"><p>${consequence}</p>${field({
        name: "confirm",
        label: `Type ${name} to confirm`,
        value: typed,
        autofocus: true,
        onInput: (value) => {
          typed = value.trim();
          handle.redraw();
        },
      })}</div>
      <footer><button class="btn" type="button" @click=${() => handle.close()}>Cancel</button><button class="btn danger fill" ?disabled=${typed !== name}>${title}</button></footer>
    </form>`,
  });
  return answer === true;
}
