import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field, selectField } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { ImportFlagsDocument, type ImportFlagsInput } from "./import.gen.ts";
import { type ImportReport, importReport } from "./import-report.ts";
import "./flags.css";

const formats = [
  { value: "UNLEASH", label: "Unleash: an export, or what its clients read" },
  { value: "FLAGD", label: "flagd: a flag definition file" },
  { value: "PLUMBLINE", label: "Plumbline: an export of another workspace" },
];

/** Names of the file under keys of the workspace, one a line: `prod = production`. */
function environmentsOf(text: string): NonNullable<ImportFlagsInput["environments"]> {
  return text.split("\n").flatMap((line) => {
    const [from = "", to = ""] = line.split("=").map((part) => part.trim());
    return from && to ? [{ from, to }] : [];
  });
}

/** Flags from elsewhere: looked at first, with what becomes of each and what would be different, then taken. */
export class FlagsImportPage extends WorkspacePage {
  static override properties = {
    ...WorkspacePage.properties,
    text: { state: true },
    fileName: { state: true },
    report: { state: true },
  };
  declare text: string;
  declare fileName: string | undefined;
  declare report: ImportReport | undefined;
  /** What the report is about; the import takes exactly this. */
  #looked: ImportFlagsInput | undefined;
  #form = new FormController(this);

  constructor() {
    super();
    this.text = "";
    this.fileName = undefined;
    this.report = undefined;
  }

  #choose = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.text = await file.text();
    this.fileName = file.name;
    this.#forget();
  };

  /** The form was changed: what was looked at is no longer what would be imported. */
  #forget = (): void => {
    this.#looked = undefined;
    this.report = undefined;
  };

  async #look(values: Record<string, string>): Promise<void> {
    const input: ImportFlagsInput = {
      workspaceId: this.workspaceId,
      format: values.format as ImportFlagsInput["format"],
      text: this.text,
      environment: values.environment?.trim() || null,
      environments: environmentsOf(values.environments ?? ""),
      overwrite: values.overwrite !== undefined,
      reason: values.reason?.trim() || null,
    };
    const { report } = await mutate(ImportFlagsDocument, { input: { ...input, dryRun: true } });
    this.#looked = input;
    this.report = report;
  }

  #take = (): void => {
    const input = this.#looked;
    if (!input) return;
    void this.#form.run(async () => {
      const { report } = await mutate(ImportFlagsDocument, { input });
      this.#looked = undefined;
      this.report = report;
    });
  };

  #fields(): TemplateResult {
    const { formError: refused, busy } = this.#form;
    return html`<form class="form" @submit=${this.#form.handle((values) => this.#look(values))} @input=${this.#forget}>
      ${refused ? formError(refused) : nothing}
      ${selectField({ name: "format", label: "What it is", options: formats })}
      <div class="field"><span class="label-row">File</span><div class="row file-row"><input class="vh" id="f-file" type="file" accept=".json,.txt" @change=${this.#choose}><label class="btn" for="f-file">Choose a file</label><span class="quiet">${this.fileName ?? "none chosen"}</span></div></div>
      ${field({
        name: "text",
        label: "Or paste it",
        type: "textarea",
        mono: true,
        required: true,
        value: this.text,
        error: this.#form.errorOf("text"),
        onInput: (text) => {
          this.text = text;
        },
      })}
      ${field({ name: "environment", label: "Environment of the file", placeholder: "production", mono: true, error: this.#form.errorOf("environment"), hint: "Only for a file that does not say it, as flagd's." })}
      ${field({ name: "environments", label: "Environments under other names", type: "textarea", mono: true, placeholder: "prod = production", error: this.#form.errorOf("environments"), hint: "One a line: as the file calls it, then its key here." })}
      <label class="check"><input type="checkbox" name="overwrite"> Change what is here under the same key</label>
      ${field({ name: "reason", label: "Reason", maxlength: 500, error: this.#form.errorOf("reason"), hint: "It stands in the history of each flag." })}
      <div class="row"><button class="btn primary" ?disabled=${busy} aria-busy=${busy}>Look at it first</button></div>
    </form>`;
  }

  #result(): TemplateResult {
    const { report } = this;
    const takes = report?.items.filter(({ action }) => action === "CREATED" || action === "CHANGED").length ?? 0;
    const take =
      report?.dryRun && takes > 0
        ? html`<button class="btn primary small" type="button" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy} @click=${this.#take}>Import ${takes}</button>`
        : undefined;
    return panel({
      id: "report",
      title: report && !report.dryRun ? "What was imported" : "What would happen",
      meta: report ? (report.dryRun ? "nothing is written yet" : `${takes} written`) : undefined,
      aside: take,
      body: report
        ? importReport(report)
        : emptyState({
            title: "Nothing looked at yet",
            words: "Each flag of the file will stand here with what becomes of it, and what would answer differently.",
          }),
    });
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Flags", href: this.at("flags") }, { label: "Import" }] });
    const head = pageHead({
      title: "Import flags",
      sub: "From Unleash, flagd or another workspace. It is looked at first; nothing is written before you say so.",
    });
    if (!this.can("flags:write"))
      return html`${head}${panel({ id: "import", title: "Import", body: emptyState({ title: "You may read flags, not change them", words: "An owner, admin or operator of this workspace can import." }) })}`;
    return html`${head}<div class="cols seven-five"><div class="stack">${panel({ id: "import", title: "The file", pad: true, body: this.#fields() })}</div><div class="stack">${this.#result()}</div></div>`;
  }
}

defineElement("plb-flags-import-page", FlagsImportPage);
