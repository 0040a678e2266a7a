import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { badge } from "../../parts/badge.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { tabs } from "../../parts/tabs.ts";
import { toast } from "../../parts/toast.ts";
import { addressWith, navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { askApproval, type WishedChange } from "./ask-approval.ts";
import { askReason } from "./ask-reason.ts";
import { exposurePanel } from "./exposure-panel.ts";
import {
  FlagByKeyDocument,
  FlagInEnvironmentDocument,
  type FlagInEnvironmentQuery,
  FlagPageDocument,
  type FlagPageQuery,
  KillFlagDocument,
  ReviveFlagDocument,
  UpdateFlagConfigurationDocument,
} from "./flag.gen.ts";
import { percentageOf, stateWords, typeWords } from "./flag-words.ts";
import { lifeCycle } from "./life-cycle.ts";
import { measuredShare } from "./measured-share.ts";
import "./changes-panel.ts";
import "./explain-panel.ts";
import "./history-panel.ts";
import "./guards-panel.ts";
import "./rollout-panel.ts";
import "./rules-panel.ts";
import { overridesPanel } from "./overrides-panel.ts";
import "./flags.css";

export type FlagView = Extract<NonNullable<FlagPageQuery["node"]>, { __typename: "Flag" }>;
export type FlagHere = Extract<NonNullable<FlagInEnvironmentQuery["node"]>, { __typename: "Flag" }>;
export type ConfigurationView = NonNullable<FlagHere["configuration"]>;

/** An environment of a flag, and whether a second member must approve its changes. */
export interface EnvironmentView {
  id: string;
  key: string;
  name: string;
  asks: boolean;
}

const approvalWords = ({ asks, name }: EnvironmentView): string =>
  asks ? ` ${name} asks for a second member first; nothing changes before.` : "";

/** A flag in one environment: what it does, for whom, why, and what came of it. */
export class FlagPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: FlagPageDocument,
    variables: () => (this.#isId ? { id: this.itemId } : undefined),
  });
  /** A flag's key is the word that everybody knows it by: an address with it leads there, too. */
  #byKey = new QueryController(this, {
    document: FlagByKeyDocument,
    variables: () =>
      this.itemId && !this.#isId && this.slug ? { slug: this.slug, key: decodeURIComponent(this.itemId) } : undefined,
  });
  #here = new QueryController(this, {
    document: FlagInEnvironmentDocument,
    variables: () => {
      const environmentId = this.#environment?.id;
      return this.itemId && environmentId ? { id: this.itemId, environmentId } : undefined;
    },
  });

  constructor() {
    super();
    new EventsController(this, {
      types: ["flag.", "rollout.", "segment."],
      gather: 200,
      onEvents: () => void this.#again(),
    });
  }

  #again = async (): Promise<void> => {
    await Promise.all([this.#read.refetch(), this.#here.refetch()]);
    this.querySelectorAll<HTMLElement & { again?(): void }>("[data-follows]").forEach((each) => {
      each.again?.();
    });
  };

  get #isId(): boolean {
    return /^flg_\w{26}$/.test(this.itemId);
  }

  override willUpdate(): void {
    const found = this.#byKey.data?.workspace?.flags.nodes[0];
    if (found && !this.#isId) navigate(`${this.at(`flags/${found.id}`)}${location.search}`, { replace: true });
  }

  get #flag(): FlagView | undefined {
    const node = this.#read.data?.node;
    return node?.__typename === "Flag" ? node : undefined;
  }

  get #environments() {
    return (this.#flag?.configurations.nodes ?? []).flatMap(({ environment }): EnvironmentView[] =>
      environment ? [{ ...environment, asks: environment.flagSettings?.requiresApproval ?? false }] : [],
    );
  }

  /** The one that the address names, else production, else the first. */
  get #environment() {
    const all = this.#environments;
    const asked = this.search.get("environment") ?? "production";
    return all.find(({ key }) => key === asked) ?? all[0];
  }

  async #step(step: () => Promise<unknown>, words: string): Promise<void> {
    await runStep(async () => {
      await step();
      toast(words);
      await this.#again();
    });
  }

  async #ask(change: WishedChange, reason: string): Promise<void> {
    await runStep(async () => {
      await askApproval(this.workspaceId, change, reason);
      await this.#again();
    });
  }

  async #kill(flag: FlagView, environment: { id: string; name: string }): Promise<void> {
    const reason = await askReason({
      title: `Kill ${flag.key}`,
      intro: `Everybody in ${environment.name} gets the default at once, whatever else is set. No approval is waited for.`,
      verb: `Kill it in ${environment.name}`,
      danger: true,
    });
    if (!reason) return;
    const input = { flagId: flag.id, environmentId: environment.id, reason };
    await this.#step(() => mutate(KillFlagDocument, { input }), `Killed in ${environment.name}.`);
  }

  async #revive(flag: FlagView, environment: EnvironmentView): Promise<void> {
    const reason = await askReason({
      title: `Revive ${flag.key}`,
      intro: `It does again what is set for ${environment.name}.${approvalWords(environment)}`,
      verb: environment.asks ? "Ask for approval" : `Revive it in ${environment.name}`,
    });
    if (!reason) return;
    const place = { flagId: flag.id, environmentId: environment.id };
    if (environment.asks) return void (await this.#ask({ revive: place }, reason));
    const input = { ...place, reason };
    await this.#step(() => mutate(ReviveFlagDocument, { input }), `Revived in ${environment.name}.`);
  }

  async #switch(flag: FlagView, { enabled, version }: ConfigurationView, environment: EnvironmentView): Promise<void> {
    const change = { flagId: flag.id, environmentId: environment.id, enabled: !enabled };
    if (environment.asks) {
      const title = `Switch ${flag.key} ${enabled ? "off" : "on"} in ${environment.name}`;
      const reason = await askReason({ title, intro: approvalWords(environment).trim(), verb: "Ask for approval" });
      if (reason) await this.#ask({ configuration: change }, reason);
      return;
    }
    const input = { ...change, expectedVersion: version };
    await this.#step(
      () => mutate(UpdateFlagConfigurationDocument, { input }),
      `${enabled ? "Off" : "On"} in ${environment.name}.`,
    );
  }

  #actions(flag: FlagView, here: ConfigurationView | undefined): TemplateResult {
    const environment = this.#environment;
    const choose = tabs(
      "Environment",
      environment?.key ?? "",
      this.#environments.map(({ key, name }) => ({ key, label: name, href: addressWith({ environment: key }) })),
    );
    if (!here || !environment || !this.can("flags:write")) return choose;
    const archived = flag.state === "ARCHIVED";
    const kill = here.killed
      ? html`<button class="btn" type="button" @click=${() => void this.#revive(flag, environment)}>Revive</button>`
      : html`<button class="btn danger" type="button" @click=${() => void this.#kill(flag, environment)}>Kill</button>`;
    return html`${choose}${archived ? nothing : html`<a class="btn" href=${this.at(`flags/${flag.id}/edit?environment=${environment.id}`)}>Edit</a><button class="btn" type="button" @click=${() => void this.#switch(flag, here, environment)}>${here.enabled ? "Switch off" : "Switch on"}</button>${kill}`}${flag.category === "platform" ? nothing : lifeCycle({ slug: this.slug, flag, asks: this.#environments.some(({ asks }) => asks), workspaceId: this.workspaceId, changed: this.#again })}`;
  }

  #badge(flag: FlagView, here: ConfigurationView | undefined): TemplateResult | undefined {
    if (here?.killed) return badge("broken", html`Killed ${timeAgo(here.killedAt)}: ${here.killReason}`);
    if (flag.state === "STALE") return badge("stale", flag.staleReason ?? stateWords.STALE);
    if (flag.state !== "ACTIVE") return badge("unknown", stateWords[flag.state]);
    if (!here) return undefined;
    return here.enabled ? badge("proven", "On") : badge("unknown", "Off");
  }

  #sub(flag: FlagView): TemplateResult {
    const facts = [
      typeWords[flag.type],
      flag.owner ? `owned by ${flag.owner.name}` : "owned by nobody",
      ...(flag.reviewAt ? [`review on ${flag.reviewAt.slice(0, 10)}`] : []),
    ];
    const words = [flag.category, ...flag.tags].filter((word) => word !== "general");
    return html`${flag.description ? `${flag.description.replace(/([^.])$/, "$1.")} ` : ""}${facts.join(", ")}.${words.map((word) => html` <span class="tag">${word}</span>`)}`;
  }

  override render(): TemplateResult {
    const flag = this.#flag;
    const here = this.#here.data?.node?.__typename === "Flag" ? this.#here.data.node : undefined;
    const environment = this.#environment;
    this.describe({
      crumbs: [{ label: "Flags", href: this.at("flags") }, { label: flag?.key ?? "Flag" }],
      reads: this.#read,
      live: true,
    });
    const isMissing = this.#read.data?.node === null || this.#byKey.data?.workspace?.flags.nodes.length === 0;
    if (!flag && isMissing)
      return html`<h1 class="vh">Flag</h1><div class="panel">${emptyState({ title: "There is no such flag", words: "The address names neither a flag's id nor its key.", action: html`<a class="btn primary" href=${this.at("flags")}>All flags</a>` })}</div>`;
    if (this.#read.error) return loadError(this.#read.error, () => void this.#read.refetch());
    if (!flag) return skeleton(6);
    const configuration = here?.configuration ?? undefined;
    const may = this.can("flags:write") && flag.state !== "ARCHIVED";
    const head = pageHead({
      title: html`<code>${flag.key}</code>`,
      sub: this.#sub(flag),
      badge: this.#badge(flag, configuration),
      actions: this.#actions(flag, configuration),
    });
    if (!environment || !here || !configuration) return html`${head}${skeleton(6)}`;
    return html`${head}
      <div class="stack">
        <plb-flag-changes data-follows .slug=${this.slug} .flagId=${flag.id} .may=${may}></plb-flag-changes>
        <plb-flag-rollout data-follows .slug=${this.slug} .flag=${flag} .environment=${environment} .may=${may} .percentage=${configuration.enabled && !configuration.killed ? (percentageOf(configuration) ?? 100) : 0} .measured=${measuredShare(configuration.exposure.points, configuration.defaultVariant)}></plb-flag-rollout>
        <div class="cols seven-five">
          <div class="stack">
            <plb-flag-rules data-follows .flag=${flag} .configuration=${configuration} .environmentId=${environment.id} .edit=${may ? this.at(`flags/${flag.id}/edit?environment=${environment.id}`) : null}></plb-flag-rules>
            ${overridesPanel({ flag, here, environment, may, workspaceId: this.workspaceId, changed: this.#again })}
            <plb-flag-history data-follows .workspaceId=${this.workspaceId} .asks=${environment.asks} .flagId=${flag.id} .environmentId=${environment.id} .may=${may}></plb-flag-history>
          </div>
          <div class="stack">
            <plb-flag-guards data-follows .slug=${this.slug} .flagId=${flag.id} .environmentId=${environment.id}></plb-flag-guards>
            <plb-flag-explain data-follows .slug=${this.slug} .flag=${flag} .environmentId=${environment.id}></plb-flag-explain>
            ${exposurePanel({ flag, configuration, connect: this.at(`flags/connect?flag=${encodeURIComponent(flag.key)}`) })}
          </div>
        </div>
      </div>`;
  }
}

defineElement("plb-flag-page", FlagPage);
