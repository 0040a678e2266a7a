import { html, nothing, type TemplateResult } from "lit";
import { query } from "../../data/client.ts";
import { type PresentedError, presentError } from "../../data/presented-error.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { type DialogHandle, openDialog } from "../../parts/dialog.ts";
import { field } from "../../parts/field.ts";
import { formError } from "../../parts/form-error.ts";
import { toast } from "../../parts/toast.ts";
import { ImportPreviewDocument, type ImportPreviewQuery, type ImportPreviewQueryVariables } from "./import.gen.ts";
import { importPlan } from "./import-plan.ts";

/** What an import did. */
export interface ImportOutcome {
  created: number;
  updated: number;
  unchanged: number;
}

export interface ImportParts {
  /** What is imported, in the plural: tenants. */
  noun: string;
  type: ImportPreviewQueryVariables["type"];
  slug: string;
  /** A short file as it may look. */
  sample: string;
  /** @param planHash From the preview: the import is refused when the workspace changed meanwhile. */
  send: (content: string, planHash: string) => Promise<ImportOutcome>;
}

type Preview = NonNullable<ImportPreviewQuery["workspace"]>["importPreview"];

interface Progress {
  content: string;
  /** Name of the file that was chosen last. */
  fileName?: string;
  preview: Preview | undefined;
  error: PresentedError | undefined;
  busy: boolean;
}

async function step(progress: Progress, handle: DialogHandle<ImportOutcome>, run: () => Promise<void>): Promise<void> {
  progress.busy = true;
  progress.error = undefined;
  handle.redraw();
  try {
    await run();
  } catch (error) {
    progress.error = presentError(error);
  }
  progress.busy = false;
  handle.redraw();
}

function look(
  parts: ImportParts,
  progress: Progress,
  handle: DialogHandle<ImportOutcome>,
): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault();
    progress.content = String(new FormData(event.target as HTMLFormElement).get("text") ?? "");
    void step(progress, handle, async () => {
      const { workspace } = await query(ImportPreviewDocument, {
        slug: parts.slug,
        type: parts.type,
        content: progress.content,
      });
      progress.preview = workspace?.importPreview;
    });
  };
}

function asking(parts: ImportParts, progress: Progress, handle: DialogHandle<ImportOutcome>): TemplateResult {
  const readFile = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    progress.content = await file.text();
    progress.fileName = file.name;
    handle.redraw();
  };
  return html`<form @submit=${look(parts, progress, handle)}><div class="body">
      <p>CSV with a header, JSON or YAML. What is there already is found by its key and updated, so that the same file can be imported again. All of it is taken, or nothing.</p>
      ${progress.error ? formError(progress.error) : nothing}
      <div class="field"><span class="label-row">File</span><div class="row file-row"><input class="vh" id="f-file" type="file" accept=".csv,.json,.yaml,.yml,.txt" @change=${readFile}><label class="btn" for="f-file">Choose a file</label><span class="quiet">${progress.fileName ?? "none chosen"}</span></div></div>
      ${field({
        name: "text",
        label: "Or paste it",
        type: "textarea",
        mono: true,
        value: progress.content,
        required: true,
        onInput: (text) => {
          progress.content = text;
        },
      })}
      <details><summary>How it looks</summary>${codeBlock("Sample", parts.sample)}</details></div>
    <footer><button class="btn" type="button" @click=${() => handle.close()}>Cancel</button><button class="btn primary" ?disabled=${progress.busy} aria-busy=${progress.busy}>See what it would do</button></footer></form>`;
}

function deciding(
  parts: ImportParts,
  progress: Progress,
  preview: Preview,
  handle: DialogHandle<ImportOutcome>,
): TemplateResult {
  const back = (): void => {
    progress.preview = undefined;
    handle.redraw();
  };
  const send = (): void =>
    void step(progress, handle, async () => handle.close(await parts.send(progress.content, preview.planHash)));
  const changes = preview.entries.some((each) => each.action !== "UNCHANGED");
  return html`<div class="body">${progress.error ? formError(progress.error) : nothing}${importPlan(preview)}</div>
    <footer><button class="btn" type="button" @click=${back}>Back</button><button class="btn primary" type="button" ?disabled=${progress.busy || preview.issues.length > 0 || !changes} aria-busy=${progress.busy} @click=${send}>Import</button></footer>`;
}

/** Takes in a list from a file or from pasted text, after showing what it would do. @returns Whether something was sent. */
export async function importDialog(parts: ImportParts): Promise<boolean> {
  const progress: Progress = { content: "", preview: undefined, error: undefined, busy: false };
  const outcome = await openDialog<ImportOutcome>({
    title: `Import ${parts.noun}`,
    wide: true,
    body: (handle) =>
      progress.preview ? deciding(parts, progress, progress.preview, handle) : asking(parts, progress, handle),
  });
  if (!outcome) return false;
  const { created, updated, unchanged } = outcome;
  toast(`${created} created, ${updated} updated, ${unchanged} unchanged.`);
  return true;
}
