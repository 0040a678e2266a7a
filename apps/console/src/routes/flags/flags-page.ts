import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { QueryController } from "../../data/query-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith, changeQuery, navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { doOnArrival } from "../../shell/do-on-arrival.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { createFlag } from "./create-flag.ts";
import { exposureSpark } from "./exposure-spark.ts";
import { servingWord, typeWords } from "./flag-words.ts";
import {
  FlagChoicesDocument,
  FlagListDocument,
  type FlagListQuery,
  type FlagListQueryVariables,
  type FlagRowFragment,
} from "./flags.gen.ts";
import "./flags.css";

type Filter = NonNullable<FlagListQueryVariables["filter"]>;

/** What gates Plumbline's own features has a tab of its own: a newcomer's list begins empty. */
const platform = ["platform"];
const own = { category: { notIn: platform } };

const views: Record<string, { label: string; filter: Filter }> = {
  all: { label: "In use", filter: { ...own, state: { in: ["ACTIVE", "DRAFT", "STALE"] } } },
  stale: { label: "Stale", filter: { state: { in: ["STALE"] } } },
  drafts: { label: "Drafts", filter: { state: { in: ["DRAFT"] } } },
  archived: { label: "Archived", filter: { state: { in: ["ARCHIVED"] } } },
  platform: { label: "Plumbline’s own", filter: { category: { in: platform } } },
};

const narrow = (name: string) => (event: Event) =>
  changeQuery({ [name]: (event.target as HTMLInputElement | HTMLSelectElement).value.trim() || null });

/** Every flag, as one environment at a time has it. */
export class FlagsPage extends WorkspacePage {
  static override properties = { ...WorkspacePage.properties, unfolded: { state: true } };
  /** Whether the filters are open that fold away on a phone. */
  declare unfolded: boolean;
  #choices = new QueryController(this, {
    document: FlagChoicesDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });
  #list = new ListController<FlagListQuery, FlagListQueryVariables, FlagRowFragment>(this, {
    document: FlagListDocument,
    variables: () => {
      const environmentId = this.#environment?.id;
      return this.slug && environmentId
        ? { slug: this.slug, environmentId, filter: this.#filter(), first: 50 }
        : undefined;
    },
    connection: (data) => data.workspace?.flags,
    idOf: (flag) => flag.id,
  });

  constructor() {
    super();
    this.unfolded = false;
    const types = ["flag.", "flags.", "segment.", "rollout."];
    new EventsController(this, { types, gather: 400, onEvents: () => void this.#list.refetch() });
  }

  override firstUpdated(): void {
    doOnArrival(this.search, "create", () => void this.#create());
  }

  get #environments() {
    return this.#choices.data?.workspace?.environments.nodes ?? [];
  }

  /** The one that the address names, else production, else the first. */
  get #environment() {
    const all = this.#environments;
    const asked = this.search.get("environment") ?? "production";
    return all.find(({ key }) => key === asked) ?? all[0];
  }

  get #view(): string {
    const asked = this.search.get("show") ?? "";
    return asked in views ? asked : "all";
  }

  #filter(): Filter {
    const [search, category, owner, tag] = ["search", "category", "owner", "tag"].map((name) => this.search.get(name));
    return {
      ...views[this.#view]?.filter,
      ...(search ? { search } : {}),
      ...(category ? { category: { in: [category] } } : {}),
      ...(owner ? { ownerUserId: owner } : {}),
      ...(tag ? { tags: [tag] } : {}),
    };
  }

  #create = async (): Promise<void> => {
    const id = await createFlag(this.workspaceId);
    if (id) navigate(this.at(`flags/${id}`));
  };

  #name(flag: FlagRowFragment): TemplateResult {
    const { name, key, category, tags } = flag;
    const only = (what: string, word: string): TemplateResult =>
      html`<a class="tag" href=${addressWith({ [what]: word })} data-replace title="Only these">${word}</a> `;
    return html`<a href=${this.at(`flags/${flag.id}`)}><b>${name}</b></a> ${category === "general" ? nothing : only("category", category)}${tags.map((tag) => only("tag", tag))}<span class="sub"><code>${key}</code></span>`;
  }

  #state(flag: FlagRowFragment): TemplateResult {
    const { configuration, state } = flag;
    if (!configuration) return html`<span class="quiet">not here</span>`;
    const why = configuration.killed ? configuration.killReason : flag.staleReason;
    return html`${servingWord(state, configuration)}${configuration.plan ? html` <span class="tag">plan ${configuration.plan.state.toLowerCase().replace("_", " ")}</span>` : nothing}${why ? html`<span class="sub">${why}</span>` : nothing}`;
  }

  #table(): TemplateResult {
    return dataTable<FlagRowFragment>({
      label: "Flags",
      rows: this.#list.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`flags/${each.id}`),
      columns: [
        { head: "Flag", cell: (each) => this.#name(each) },
        { head: `In ${this.#environment?.name ?? ""}`, cell: (each) => this.#state(each) },
        { head: "For", wide: true, cell: (each) => html`<span class="soft">${typeWords[each.type]}</span>` },
        {
          head: "Asked, 7 days",
          wide: true,
          cell: ({ category, configuration }) => {
            if (!configuration) return nothing;
            if (platform.includes(category)) return html`<span class="quiet">by Plumbline itself, not counted</span>`;
            return exposureSpark(configuration.exposure);
          },
        },
        {
          head: "Owner",
          wide: true,
          cell: (each) => each.owner?.name ?? html`<span class="quiet">nobody named</span>`,
        },
        { head: "Changed", num: true, wide: true, cell: (each) => timeAgo(each.updatedAt) },
      ],
    });
  }

  #empty(): TemplateResult {
    if (this.#view !== "all" || [...this.search.keys()].some((name) => name !== "environment"))
      return emptyState({ title: "Nothing fits", words: "The other tabs and a shorter search show the rest." });
    return emptyState({
      title: "No flag yet",
      words: "Make one, connect your app, and see here what it really answered.",
      action: this.can("flags:write")
        ? html`<button class="btn primary" type="button" @click=${this.#create}>Make a flag</button>`
        : undefined,
    });
  }

  /** How many of the filters that fold away on a phone narrow the list. */
  get #narrowed(): number {
    return ["category", "owner", "tag"].filter((name) => this.search.get(name)).length;
  }

  /** The filters that fold away on a phone. */
  #more(): TemplateResult {
    const members = this.#choices.data?.workspace?.members.nodes ?? [];
    const owner = this.search.get("owner") ?? "";
    const tag = this.search.get("tag");
    return html`<div class="more ${this.unfolded ? "" : "folded"}" id="flag-filters">
      <input class="input" aria-label="Category" placeholder="Category" .value=${this.search.get("category") ?? ""} @change=${narrow("category")}>
      <select class="select" aria-label="Owner" @change=${narrow("owner")}><option value="">Any owner</option>${members.map(({ user }) => (user ? html`<option value=${user.id} ?selected=${user.id === owner}>${user.name}</option>` : nothing))}</select>
      ${tag ? html`<a class="btn small" href=${addressWith({ tag: null })} data-replace aria-label="No longer only those tagged ${tag}"><span class="tag">${tag}</span>${icon("close")}</a>` : nothing}</div>`;
  }

  #filters(): TemplateResult {
    const fold = (): void => {
      this.unfolded = !this.unfolded;
    };
    const count = this.#narrowed;
    return html`<div class="filters">
      <div class="search">${icon("search")}<input class="input" type="search" aria-label="Key, name or description" placeholder="Key, name or description" .value=${this.search.get("search") ?? ""} @change=${narrow("search")}></div>
      <button class="btn fold" type="button" aria-expanded=${this.unfolded} aria-controls="flag-filters" @click=${fold}>Filters${count > 0 ? html` <b>${count}</b>` : nothing}</button>
      ${this.#more()}
      ${tabs(
        "Environment",
        this.#environment?.key ?? "",
        this.#environments.map(({ key, name }) => ({ key, label: name, href: addressWith({ environment: key }) })),
      )}
    </div>`;
  }

  override render(): TemplateResult {
    const may = this.can("flags:write");
    this.describe({
      crumbs: [{ label: "Flags" }],
      reads: this.#list,
      live: true,
      commands: may ? [{ label: "Make a flag", run: () => void this.#create() }] : [],
    });
    const make = may
      ? html`<button class="btn primary" type="button" @click=${this.#create}>Make a flag</button>`
      : nothing;
    return html`${pageHead({ title: "Flags", sub: "What is switched, for whom, and what was really answered.", actions: html`<a class="btn" href=${this.at("flags/segments")}>Segments</a><a class="btn" href=${this.at("flags/settings")}>Settings</a><a class="btn" href=${this.at("flags/connect")}>Connect your app</a>${make}` })}
      ${panel({
        id: "flags",
        title: "Flags",
        aside: tabs(
          "Show",
          this.#view,
          Object.entries(views).map(([key, { label }]) => ({
            key,
            label,
            href: addressWith({ show: key === "all" ? null : key }),
          })),
        ),
        body: html`${this.#filters()}${listBody(this.#list, { body: () => this.#table(), empty: () => this.#empty() })}`,
      })}`;
  }
}

defineElement("plb-flags-page", FlagsPage);
