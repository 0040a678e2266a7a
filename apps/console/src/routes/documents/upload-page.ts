import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field, selectField } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { navigate } from "../../router.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { UploadDocumentDocument, type UploadDocumentMutationVariables } from "./documents.gen.ts";
import "./documents.css";

type Input = UploadDocumentMutationVariables["input"];

const formats: { value: Input["format"]; label: string }[] = [
  { value: "MARKDOWN", label: "Markdown" },
  { value: "PLAIN", label: "Plain text" },
  { value: "HTML", label: "HTML" },
];

/** A page that lies nowhere else. */
export class UploadDocumentPage extends WorkspacePage {
  static override properties = {
    ...WorkspacePage.properties,
    text: { state: true },
    format: { state: true },
    named: { state: true },
  };
  declare text: string;
  declare format: Input["format"];
  declare named: string;
  #form = new FormController(this);

  constructor() {
    super();
    this.text = "";
    this.format = "MARKDOWN";
    this.named = "";
  }

  async #take(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.text = await file.text();
    this.named ||= file.name.replace(/\.\w+$/, "");
    this.format = /\.html?$/i.test(file.name) ? "HTML" : /\.txt$/i.test(file.name) ? "PLAIN" : "MARKDOWN";
  }

  #send = async (values: Record<string, string>): Promise<void> => {
    const answer = await mutate(UploadDocumentDocument, {
      input: {
        workspaceId: this.workspaceId,
        title: values.title ?? "",
        format: values.format as Input["format"],
        kind: values.kind as NonNullable<Input["kind"]>,
        text: values.text ?? "",
      },
    });
    navigate(this.at(`documents/${answer.document.id}`));
  };

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Documents", href: this.at("documents") }, { label: "Upload a page" }] });
    const form = this.#form;
    return html`${pageHead({ title: "Upload a page", sub: "For what lies nowhere that can be read. A page of the same title gets a new version, which closes what it corrects." })}
      <form class="panel" @submit=${form.handle(this.#send)}><div class="pad upload">
        ${form.formError ? formError(form.formError) : ""}
        <div class="field"><label for="f-file">From a file</label><input class="input" id="f-file" type="file" accept=".md,.mdx,.markdown,.txt,.html,.htm" @change=${(event: Event) => void this.#take(event)}></div>
        ${field({
          name: "title",
          label: "Title",
          value: this.named,
          required: true,
          maxlength: 300,
          error: form.errorOf("title"),
          onInput: (value) => {
            this.named = value;
          },
        })}
        ${selectField({
          name: "kind",
          label: "What it is for",
          value: "DOCUMENT",
          options: [
            { value: "DOCUMENT", label: "It explains" },
            { value: "RUNBOOK", label: "People follow it when something is wrong (runbook)" },
          ],
        })}
        ${selectField({
          name: "format",
          label: "How it is written",
          value: this.format,
          options: formats,
          onChange: (value) => {
            this.format = value as Input["format"];
          },
        })}
        ${field({
          name: "text",
          label: "Text",
          type: "textarea",
          value: this.text,
          required: true,
          mono: true,
          error: form.errorOf("text"),
          onInput: (value) => {
            this.text = value;
          },
        })}
        <div class="row">${submitButton(form, "Upload the page")}</div>
      </div></form>`;
  }
}

defineElement("plb-upload-document-page", UploadDocumentPage);
