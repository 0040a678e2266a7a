import { html, nothing, type TemplateResult } from "lit";
import { type PresentedError, presentError } from "../../data/presented-error.ts";
import { QueryController } from "../../data/query-controller.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { selectField } from "../../parts/field.ts";
import { formError } from "../../parts/form-error.ts";
import { loadError } from "../../parts/load-error.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { connectKey, makeConnectKey } from "../api-keys/connect-key.ts";
import { originsError, originsField, originsOf } from "../api-keys/origins-field.ts";
import { FlagSourcesDocument } from "./connect.gen.ts";
import { connectSnippets, type Snippet } from "./connect-snippets.ts";
import "./flags.css";

/** What each kind of key needs: a page is given answers, never rules. */
const scopeOf = { SECRET: "flags:read", PUBLISHABLE: "flags:evaluate" } as const;

/** How an app begins to ask for flags: a key, a snippet with everything filled in, and the first evaluation as it is counted. */
export class FlagConnectPage extends WorkspacePage {
  static override properties = {
    ...WorkspacePage.properties,
    flag: { state: true },
    keys: { state: true },
    making: { state: true },
    origins: { state: true },
    refused: { state: true },
  };
  /** Key of the flag that was chosen; empty for the first. */
  declare flag: string;
  /** Keys made here, by kind; they are shown on this page only. */
  declare keys: Partial<Record<Snippet["needs"], string>>;
  declare making: boolean;
  /** Pages that may use the publishable key, as they are typed. */
  declare origins: string;
  /** Why no key was made. */
  declare refused: PresentedError | undefined;
  #read = new QueryController(this, {
    document: FlagSourcesDocument,
    variables: () =>
      this.slug ? { slug: this.slug, named: [this.search.get("flag") ?? ""].filter(Boolean) } : undefined,
  });

  constructor() {
    super();
    this.flag = "";
    this.keys = {};
    this.making = false;
    this.origins = "";
    this.refused = undefined;
    new EventsController(this, { types: ["flag_source."], gather: 100, onEvents: () => void this.#read.refetch() });
  }

  async #makeKey(kind: Snippet["needs"]): Promise<void> {
    this.making = true;
    this.refused = undefined;
    const { slug, workspaceId } = this;
    const origins = kind === "PUBLISHABLE" ? originsOf(this.origins) : null;
    const name = kind === "SECRET" ? "Flags in a backend" : "Flags in a page";
    try {
      const key = await makeConnectKey({ slug, workspaceId, name, kind, scopes: [scopeOf[kind]], origins });
      this.keys = { ...this.keys, [kind]: key };
    } catch (error) {
      this.refused = presentError(error);
    }
    this.making = false;
  }

  #key(kind: Snippet["needs"]): TemplateResult {
    const may = this.can("api_keys:write");
    const made = this.keys[kind];
    const wrong = originsError(this.refused?.fields ?? {}, this.origins);
    const pages = originsField({
      value: this.origins,
      error: wrong,
      onInput: (value) => {
        this.origins = value;
      },
    });
    return html`${kind === "PUBLISHABLE" && may && !made ? html`<div class="form narrow">${pages}</div>` : nothing}${this.refused && !wrong ? formError(this.refused) : nothing}${connectKey(
      {
        word: kind.toLowerCase(),
        scope: scopeOf[kind],
        made,
        making: this.making,
        may,
        list: this.at("api-keys"),
        make: () => void this.#makeKey(kind),
      },
    )}`;
  }

  /** The flags that an app can ask for, which are all but Plumbline's own; the one that the address names first. */
  get #flags(): readonly { key: string; name: string }[] {
    const { named, flags } = this.#read.data?.workspace ?? {};
    const all = [...(named?.nodes ?? []), ...(flags?.nodes ?? [])];
    const own = all.filter(({ category }) => category !== "platform");
    return own.filter((flag, index) => own.findIndex(({ key }) => key === flag.key) === index);
  }

  #snippet(chosen: Snippet, choice: TemplateResult): TemplateResult {
    const flags = this.#flags;
    const asked = selectField({
      name: "flag",
      label: "Flag",
      value: this.flag || (flags[0]?.key ?? ""),
      options: flags.map(({ key, name }) => ({ value: key, label: name === key ? key : `${key} (${name})` })),
      hint: "It stands in the lines below.",
      onChange: (flag) => {
        this.flag = flag;
      },
    });
    const parts = chosen.parts.map(({ label, code }) => html`<h3>${label}</h3>${codeBlock(label, code)}`);
    return panel({
      id: "with",
      title: "With",
      aside: choice,
      pad: true,
      body: html`<div class="form narrow">${asked}</div>${this.#key(chosen.needs)}${parts}`,
    });
  }

  /** Without a flag there is nothing that an app could ask for. */
  #noFlag(): TemplateResult {
    const make = this.can("flags:write")
      ? html`<a class="btn primary" href=${this.at("flags?create=1")}>Make a flag</a>`
      : undefined;
    return html`<div class="panel">${emptyState({ title: "There is no flag to ask for yet", words: "Make one, then come back: the lines for your app are made for it.", action: make })}</div>`;
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
    const head = pageHead({
      title: "Connect your app",
      sub: "A key, a few lines, and the first evaluation as it is counted.",
    });
    if (this.#read.error) return html`${head}${loadError(this.#read.error, () => void this.#read.refetch())}`;
    if (!this.#read.data) return html`${head}${skeleton(5)}`;
    const [first] = this.#flags;
    const snippets = connectSnippets({
      url: location.origin,
      secret: this.keys.SECRET ?? "plb_live_…",
      publishable: this.keys.PUBLISHABLE ?? "plb_pub_…",
      flag: this.flag || (first?.key ?? ""),
    });
    const chosen = snippets.find(({ key }) => key === this.search.get("with")) ?? snippets[0];
    const choice = tabs(
      "With",
      chosen?.key ?? "",
      snippets.map(({ key, label }) => ({ key, label, href: addressWith({ with: key }) })),
    );
    return html`${head}
      <div class="stack">
        ${first && chosen ? this.#snippet(chosen, choice) : this.#noFlag()}
        ${panel({ id: "sources", title: "What asks", body: this.#sources() })}
      </div>`;
  }
}

defineElement("plb-flag-connect-page", FlagConnectPage);
