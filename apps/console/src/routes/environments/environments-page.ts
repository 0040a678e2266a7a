import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field, selectField } from "../../parts/field.ts";
import { type FormState, openFormDialog } from "../../parts/form-dialog.ts";
import { icon } from "../../parts/icon.ts";
import { listBody } from "../../parts/list-body.ts";
import { menuButton } from "../../parts/menu-button.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import {
  ArchiveEnvironmentDocument,
  CreateEnvironmentDocument,
  EnvironmentListDocument,
  type EnvironmentListQuery,
  type EnvironmentListQueryVariables,
  UpdateEnvironmentDocument,
} from "./environments.gen.ts";

type Environment = NonNullable<EnvironmentListQuery["workspace"]>["environments"]["nodes"][number];
type Kind = Environment["kind"];

const kinds: { value: Kind; label: string }[] = [
  { value: "PRODUCTION", label: "Production, customers use it" },
  { value: "STAGING", label: "Staging, the last stop before production" },
  { value: "DEVELOPMENT", label: "Development" },
  { value: "OTHER", label: "Something else" },
];

function fields({ values, errorOf }: FormState, given: Pick<Environment, "key" | "name" | "kind">): TemplateResult {
  return html`${field({ name: "name", label: "Name", value: values.name ?? given.name, required: true, autofocus: true, maxlength: 80, error: errorOf("name") })}
    ${field({ name: "key", label: "Key", value: values.key ?? given.key, mono: true, required: true, maxlength: 60, error: errorOf("key"), hint: "Its name in configuration." })}
    ${selectField({ name: "kind", label: "Used for", value: values.kind ?? given.kind, options: kinds, error: errorOf("kind") })}`;
}

function inputOf(values: Record<string, string>): { key: string; name: string; kind: Kind } {
  return {
    key: values.key?.trim() ?? "",
    name: values.name?.trim() ?? "",
    kind: (values.kind ?? "OTHER") as Kind,
  };
}

/** Where the workspace's software runs. */
export class EnvironmentsPage extends WorkspacePage {
  #list = new ListController<EnvironmentListQuery, EnvironmentListQueryVariables, Environment>(this, {
    document: EnvironmentListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.environments,
    idOf: (environment) => environment.id,
  });

  constructor() {
    super();
    new EventsController(this, { types: ["environment."], onEvents: () => void this.#list.refetch() });
  }

  async #create(): Promise<void> {
    const made = await openFormDialog({
      title: "Add an environment",
      verb: "Add",
      fields: (state) => fields(state, { key: "", name: "", kind: "OTHER" }),
      submit: (values) =>
        mutate(CreateEnvironmentDocument, { input: { workspaceId: this.workspaceId, ...inputOf(values) } }),
    });
    if (made) await this.#list.refetch();
  }

  async #edit(environment: Environment): Promise<void> {
    const changed = await openFormDialog({
      title: `Change ${environment.name}`,
      verb: "Save",
      fields: (state) => fields(state, environment),
      submit: (values) =>
        mutate(UpdateEnvironmentDocument, { input: { environmentId: environment.id, ...inputOf(values) } }),
    });
    if (changed) await this.#list.refetch();
  }

  async #archive(environment: Environment): Promise<void> {
    if (
      !(await confirmStep({
        title: `Archive ${environment.name}`,
        consequence: "No new key can be made for it. Keys that belong to it must be revoked first.",
        verb: "Archive",
        danger: true,
      }))
    )
      return;
    await runStep(async () => {
      await mutate(ArchiveEnvironmentDocument, { input: { environmentId: environment.id } });
      await this.#list.refetch();
    });
  }

  #table(): TemplateResult {
    return dataTable<Environment>({
      label: "Environments",
      rows: this.#list.nodes,
      key: (each) => each.id,
      columns: [
        {
          head: "Environment",
          cell: (each) => html`<b>${each.name}</b><span class="sub"><code>${each.key}</code></span>`,
        },
        { head: "Used for", cell: (each) => each.kind.toLowerCase() },
        { head: "Since", num: true, wide: true, cell: (each) => timeAgo(each.createdAt) },
        {
          head: "Actions",
          hiddenHead: true,
          className: "actions",
          cell: (each) =>
            this.can("environments:write")
              ? menuButton({
                  face: icon("more"),
                  label: `Actions for ${each.name}`,
                  buttonClass: "btn plain icon small",
                  items: [
                    { label: "Change", run: () => void this.#edit(each) },
                    { label: `Archive ${each.name}`, danger: true, run: () => void this.#archive(each) },
                  ],
                })
              : nothing,
        },
      ],
    });
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Environments" }], reads: this.#list, live: true });
    return html`${pageHead({ title: "Environments", sub: "Where your software runs. API keys belong to one; flags and logs will.", actions: this.can("environments:write") ? html`<button class="btn primary" type="button" @click=${this.#create}>Add an environment</button>` : undefined })}
      <section class="panel" aria-label="Environments">${listBody(this.#list, { body: () => this.#table(), empty: () => nothing })}</section>`;
  }
}

defineElement("plb-environments-page", EnvironmentsPage);
