import { html, nothing, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field } from "../../parts/field.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { ApiKeyListDocument, CreateApiKeyDocument } from "../api-keys/api-keys.gen.ts";
import { FlagSourcesDocument } from "./connect.gen.ts";
import { connectSnippets, type Snippet } from "./connect-snippets.ts";
import "./flags.css";

/** How an app begins to ask for flags: a key, a snippet with everything filled in, and the first evaluation as it is counted. */
export class FlagConnectPage extends WorkspacePage {
  static override properties = {
    ...WorkspacePage.properties,
    flag: { state: true },
    keys: { state: true },
    making: { state: true },
  };
  declare flag: string;
  /** Keys made here, by kind; they are shown on this page only. */
  declare keys: Partial<Record<Snippet["needs"], string>>;
  declare making: boolean;
  #read = new QueryController(this, {
    document: FlagSourcesDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    this.flag = "new-checkout";
    this.keys = {};
    this.making = false;
    new EventsController(this, { types: ["flag_source."], gather: 100, onEvents: () => void this.#read.refetch() });
  }

  async #makeKey(kind: Snippet["needs"]): Promise<void> {
    this.making = true;
    await runStep(async () => {
      const list = await query(ApiKeyListDocument, { slug: this.slug, first: 1 });
      const environments = list.workspace?.environments.nodes ?? [];
      const environment = environments.find(({ key }) => key === "production") ?? environments[0];
      const input = {
        workspaceId: this.workspaceId,
        name: kind === "SECRET" ? "Flags in a backend" : "Flags in a page",
        kind,
        environmentId: environment?.id ?? "",
        scopes: ["flags:read"],
      };
      const made = await mutate(CreateApiKeyDocument, { input });
      this.keys = { ...this.keys, [kind]: made.key };
    });
    this.making = false;
  }

  #key(kind: Snippet["needs"]): TemplateResult {
    const word = kind === "SECRET" ? "secret" : "publishable";
    if (this.keys[kind])
      return html`<p class="note proven">${mark("proven", "")}<span>The ${word} key is in the snippet. It is shown until you leave this page; <a href=${this.at("api-keys")}>API keys</a> has it for revoking.</span></p>`;
    if (!this.can("api_keys:write"))
      return html`<p class="note">${mark("claimed", "")}<span>You need a ${word} API key with the scope <code>flags:read</code>. An admin of this workspace can make one.</span></p>`;
    return html`<div class="row"><button class="btn primary" type="button" ?disabled=${this.making} aria-busy=${this.making} @click=${() => void this.#makeKey(kind)}>Make a ${word} key and fill it in</button><span class="quiet">For production, with the scope <code>flags:read</code> only.</span></div>`;
  }

  #sources(): TemplateResult {
    const sources = this.#read.data?.workspace?.flagSources.nodes ?? [];
    if (sources.length === 0)
      return emptyState({
        title: "Nothing has asked yet",
        words: "Run the snippet. What asks stands here the moment its first evaluations are counted.",
      });
    return html`<ul class="claims">${sources.map((each) => {
      const state = each.claim.state.toLowerCase() as MarkState;
      const counted = each.firstEvaluatedAt
        ? html`${each.evaluations === 1 ? "1 evaluation" : `${each.evaluations.toLocaleString("en")} evaluations`}, the first ${timeAgo(each.firstEvaluatedAt)}${each.dropped > 0 ? `, ${each.dropped.toLocaleString("en")} were not counted` : ""}.`
        : "Connected. No evaluation is counted yet.";
      return html`<li data-item>${mark(state)}<span class="what">${each.sdk} ${each.sdkVersion} in ${each.environment?.name} <span class="quiet">${each.apiKeyName}</span></span><span class="when">${timeAgo(each.lastSeenAt)}</span><p class="proof">${counted} ${each.claim.reason ?? ""}</p></li>`;
    })}</ul>`;
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Flags", href: this.at("flags") }, { label: "Connect your app" }],
      reads: this.#read,
      live: true,
    });
    const snippets = connectSnippets({
      url: location.origin,
      secret: this.keys.SECRET ?? "plb_live_…",
      publishable: this.keys.PUBLISHABLE ?? "plb_pub_…",
      flag: this.flag || "new-checkout",
    });
    const chosen = snippets.find(({ key }) => key === this.search.get("with")) ?? snippets[0];
    const choice = tabs(
      "With",
      chosen?.key ?? "",
      snippets.map(({ key, label }) => ({ key, label, href: addressWith({ with: key }) })),
    );
    const asked = field({
      name: "flag",
      label: "Flag",
      value: this.flag,
      mono: true,
      onInput: (value) => {
        this.flag = value.trim();
      },
    });
    return html`${pageHead({ title: "Connect your app", sub: "A key, a few lines, and the first evaluation as it is counted." })}
      <div class="stack">
        ${panel({ id: "with", title: "With", aside: choice, pad: true, body: chosen ? html`<div class="form narrow">${asked}</div>${this.#key(chosen.needs)}${chosen.parts.map(({ label, code }) => html`<h3>${label}</h3>${codeBlock(label, code)}`)}` : nothing })}
        ${panel({ id: "sources", title: "What asks", body: this.#sources() })}
      </div>`;
  }
}

defineElement("plb-flag-connect-page", FlagConnectPage);
