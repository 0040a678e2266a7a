import { html, nothing, type TemplateResult } from "lit";
import { type PresentedError, presentError } from "../data/presented-error.ts";
import { type DialogHandle, openDialog } from "./dialog.ts";
import { formError } from "./form-error.ts";

/** What the fields of a form dialog are drawn from. */
export interface FormState {
  /** The values as last sent. */
  values: Record<string, string>;
  /** The error of a field, by its name. */
  errorOf: (name: string) => string | undefined;
  redraw: () => void;
}

export interface FormDialogParts<Result> {
  title: string;
  /** One sentence above the fields: what will happen. */
  intro?: unknown;
  fields: (state: FormState) => TemplateResult;
  /** The verb of the primary button. */
  verb: string;
  /** Sends it. What it throws is shown in the dialog, at the field that it names. */
  submit: (values: Record<string, string>, form: FormData) => Promise<Result>;
  danger?: boolean;
  wide?: boolean;
}

interface Progress {
  busy: boolean;
  error: PresentedError | undefined;
  values: Record<string, string>;
}

async function send<Result>(
  event: SubmitEvent,
  parts: FormDialogParts<Result>,
  progress: Progress,
  handle: DialogHandle<Result>,
): Promise<void> {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  progress.values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  progress.busy = true;
  progress.error = undefined;
  handle.redraw();
  try {
    handle.close(await parts.submit(progress.values, form));
  } catch (error) {
    progress.error = presentError(error);
    progress.busy = false;
    handle.redraw();
  }
}

/** A dialog that holds one form: fields, an error in words, one verb. Resolves with what `submit` gave. */
export function openFormDialog<Result>(parts: FormDialogParts<Result>): Promise<Result | undefined> {
  const progress: Progress = { busy: false, error: undefined, values: {} };
  return openDialog<Result>({
    title: parts.title,
    wide: parts.wide ?? false,
    body: (handle) => {
      let named = false;
      const errorOf = (name: string): string | undefined => {
        const error = progress.error?.fields[name];
        named ||= error !== undefined;
        return error;
      };
      const fields = parts.fields({ values: progress.values, errorOf, redraw: handle.redraw });
      return html`<form @submit=${(event: SubmitEvent) => send(event, parts, progress, handle)}>
        <div class="body">
          ${parts.intro ? html`<p>${parts.intro}</p>` : nothing}
          ${progress.error && !named ? formError(progress.error) : nothing}
          ${fields}
        </div>
        <footer><button class="btn" type="button" @click=${() => handle.close()}>Cancel</button><button class="btn primary ${parts.danger ? "danger fill" : ""}" ?disabled=${progress.busy} aria-busy=${progress.busy}>${parts.verb}</button></footer>
      </form>`;
    },
  });
}
