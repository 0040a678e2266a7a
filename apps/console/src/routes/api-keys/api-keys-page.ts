import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { listBody } from "../../parts/list-body.ts";
import { stateWord } from "../../parts/mark.ts";
import { menuButton } from "../../parts/menu-button.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import { doOnArrival } from "../../shell/do-on-arrival.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { showSecret } from "../integrations/show-secret.ts";
import {
  ApiKeyListDocument,
  type ApiKeyListQuery,
  type ApiKeyListQueryVariables,
  RevokeApiKeyDocument,
  RotateApiKeyDocument,
} from "./api-keys.gen.ts";
import { createApiKey } from "./create-api-key.ts";

type ApiKey = NonNullable<ApiKeyListQuery["workspace"]>["apiKeys"]["nodes"][number];

/** What an API key can do now. */
function keyState(key: ApiKey): TemplateResult {
  if (key.state === "REVOKED") return stateWord("broken", "Revoked");
  if (key.state === "EXPIRED") return stateWord("stale", "Ended");
  return key.lastUsedAt ? stateWord("proven", "In use") : stateWord("claimed", "Never used");
}

/** From where a publishable key works. */
function pagesOf({ kind, origins }: ApiKey): string {
  if (kind !== "PUBLISHABLE") return "";
  if (!origins) return ", every page";
  return origins.length === 1 ? `, ${origins[0]}` : `, ${origins.length} pages`;
}

/** Keys by which programs reach this workspace. */
export class ApiKeysPage extends WorkspacePage {
  #list = new ListController<ApiKeyListQuery, ApiKeyListQueryVariables, ApiKey>(this, {
    document: ApiKeyListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.apiKeys,
    idOf: (key) => key.id,
  });

  constructor() {
    super();
    new EventsController(this, { types: ["api_key."], onEvents: () => void this.#list.refetch() });
  }

  override firstUpdated(): void {
    doOnArrival(this.search, "create", () => void this.#create());
  }

  async #create(): Promise<void> {
    if (await createApiKey(this.slug, this.workspaceId)) await this.#list.refetch();
  }

  async #rotate(key: ApiKey): Promise<void> {
    if (
      !(await confirmStep({
        title: `Rotate ${key.name}`,
        consequence:
          "A new key with the same rights is made. The old one works for 24 hours more, so that nothing breaks while you change over.",
        verb: "Rotate",
      }))
    )
      return;
    await runStep(async () => {
      const { key: secret } = await mutate(RotateApiKeyDocument, { input: { apiKeyId: key.id } });
      await showSecret({ title: "The new key", words: "It is shown once.", label: "API key", secret });
      await this.#list.refetch();
    });
  }

  async #revoke(key: ApiKey): Promise<void> {
    if (
      !(await confirmStep({
        title: `Revoke ${key.name}`,
        consequence: html`Whatever uses <code>${key.start}…${key.last4}</code> is refused from this moment.${key.lastUsedAt ? html` It was last used ${timeAgo(key.lastUsedAt)}.` : nothing}`,
        verb: "Revoke",
        danger: true,
      }))
    )
      return;
    await runStep(async () => {
      await mutate(RevokeApiKeyDocument, { input: { apiKeyId: key.id } });
      toast(`${key.name} is revoked.`);
      await this.#list.refetch();
    });
  }

  #menu(key: ApiKey): TemplateResult | typeof nothing {
    if (!this.can("api_keys:write") || key.revokedAt) return nothing;
    return menuButton({
      face: icon("more"),
      label: `Actions for ${key.name}`,
      buttonClass: "btn plain icon small",
      items: [
        { label: "Rotate", run: () => void this.#rotate(key) },
        { label: `Revoke ${key.name}`, danger: true, run: () => void this.#revoke(key) },
      ],
    });
  }

  #table(): TemplateResult {
    return dataTable<ApiKey>({
      label: "API keys",
      rows: this.#list.nodes,
      key: (each) => each.id,
      columns: [
        {
          head: "Key",
          cell: (each) => html`<b>${each.name}</b><span class="sub"><code>${each.start}…${each.last4}</code></span>`,
        },
        {
          head: "Environment",
          wide: true,
          cell: (each) => each.environment?.name ?? html`<span class="quiet">all</span>`,
        },
        {
          head: "May",
          wide: true,
          cell: (each) =>
            html`<span title=${each.scopes.join(", ")}>${each.scopes.length} ${each.scopes.length === 1 ? "scope" : "scopes"}</span><span class="sub" title=${each.origins?.join(", ") ?? nothing}>${each.kind.toLowerCase()}${pagesOf(each)}</span>`,
        },
        { head: "State", cell: (each) => keyState(each) },
        { head: "Last used", num: true, cell: (each) => timeAgo(each.lastUsedAt) },
        {
          head: "Ends",
          num: true,
          wide: true,
          cell: (each) => (each.expiresAt ? timeAgo(each.expiresAt, "until") : html`<span class="quiet">never</span>`),
        },
        { head: "Actions", hiddenHead: true, className: "actions", cell: (each) => this.#menu(each) },
      ],
    });
  }

  override render(): TemplateResult {
    const may = this.can("api_keys:write");
    this.describe({
      crumbs: [{ label: "API keys" }],
      reads: this.#list,
      live: true,
      commands: may ? [{ label: "Create an API key", run: () => void this.#create() }] : [],
    });
    const create = html`<button class="btn primary" type="button" @click=${this.#create}>Create a key</button>`;
    return html`${pageHead({ title: "API keys", sub: "Keys by which programs reach this workspace. Only a hash is kept; the key itself is shown once.", actions: may ? create : undefined })}
      <section class="panel" aria-label="API keys">${listBody(this.#list, { body: () => this.#table(), empty: () => emptyState({ title: "No key yet", words: "A secret key belongs on a server; a publishable one may stand in a page.", action: may ? create : undefined }) })}</section>`;
  }
}

defineElement("plb-api-keys-page", ApiKeysPage);
