import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { byteWords } from "./byte-words.ts";
import { deletionsPanel } from "./deletions-panel.ts";
import { changeLimits, changeRetention, deleteEntries, makeRule, removeRule } from "./log-settings-steps.ts";
import { logTabs } from "./log-tabs.ts";
import {
  LogDeletionsDocument,
  LogSettingsPageDocument,
  type LogSettingsPageQuery,
  SwitchLogRedactionDocument,
  UpdateLogRedactionRuleDocument,
} from "./settings.gen.ts";
import "./logs.css";

type Read = NonNullable<LogSettingsPageQuery["workspace"]>;
type Settings = Read["logSettings"];
type Rule = Read["logRedactionRules"]["nodes"][number];

const redactionWords = {
  CARD: "Payment card numbers, whose check digit is right",
  EMAIL: "Email addresses",
  TOKEN: "Tokens and keys, and attributes whose names say that they are secret",
} as const;

/** How long entries are kept, how many are taken, what is redacted, who sends, and what was deleted. */
export class LogSettingsPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: LogSettingsPageDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });
  #deletions = new QueryController(this, {
    document: LogDeletionsDocument,
    variables: () => (this.slug && this.can("logs:delete") ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    new EventsController(this, { types: ["log_"], gather: 500, onEvents: () => this.#again() });
  }

  #again(): void {
    void this.#read.refetch();
    void this.#deletions.refetch();
  }

  #step(step: () => Promise<unknown>): void {
    void runStep(async () => {
      await step();
      this.#again();
    });
  }

  #retention(settings: Settings): TemplateResult {
    const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);
    const rows = [
      ["error and fatal", settings.errorDays],
      ["warn", settings.warnDays],
      ["info", settings.infoDays],
      ["debug and trace", settings.debugDays],
    ] as const;
    return panel({
      id: "retention",
      title: "Kept for",
      pad: true,
      aside: this.can("logs:settings")
        ? html`<button class="btn small" type="button" @click=${() => this.#step(() => changeRetention(this.workspaceId, settings))}>Change</button>`
        : undefined,
      body: html`<dl class="facts">${rows.map(([level, count]) => html`<dt>${level}</dt><dd>${days(count)}</dd>`)}</dl>`,
      footer:
        "After that nobody finds them, and their files go with the whole day; nothing is archived. A shorter time also holds for what is stored.",
    });
  }

  #usage(settings: Settings): TemplateResult {
    const { usage } = settings;
    const share = Math.min(1, usage.bytes / Math.max(1, settings.bytesPerDay));
    return panel({
      id: "usage",
      title: "Taken today",
      meta: `${usage.day}, UTC`,
      pad: true,
      aside: this.can("logs:settings")
        ? html`<button class="btn small" type="button" @click=${() => this.#step(() => changeLimits(this.workspaceId, settings))}>Change</button>`
        : undefined,
      body: html`<p class="figure">${byteWords(usage.bytes)}</p><meter class="usage" min="0" max="1" high="0.9" .value=${share} aria-label="Share of the day's limit">${Math.round(share * 100)} %</meter>
        <dl class="facts"><dt>Entries</dt><dd>${usage.entries.toLocaleString("en")}</dd><dt>Could not be taken</dt><dd>${usage.rejected.toLocaleString("en")}</dd><dt>A day at most</dt><dd>${byteWords(settings.bytesPerDay)}</dd><dt>A second at most</dt><dd>${settings.entriesPerSecond.toLocaleString("en")} entries</dd></dl>`,
      footer: "Beyond a limit senders are told to come back later; the SDK's logger and OpenTelemetry's exporters do.",
    });
  }

  #switch(label: string, on: boolean, change: (on: boolean) => Promise<unknown>): TemplateResult {
    return html`<input class="switch" type="checkbox" role="switch" aria-label=${label} .checked=${on} ?disabled=${!this.can("logs:settings")} @change=${(event: Event) => this.#step(() => change((event.target as HTMLInputElement).checked))}>`;
  }

  #redaction(settings: Settings, rules: readonly Rule[]): TemplateResult {
    const { workspaceId } = this;
    const replaced = (count: number): string => `${count.toLocaleString("en")} replaced`;
    const builtIn = settings.redaction.map(({ rule, enabled, replaced: count }) => {
      const turn = (on: boolean) => mutate(SwitchLogRedactionDocument, { input: { workspaceId, rule, enabled: on } });
      return html`<li>${this.#switch(redactionWords[rule], enabled, turn)}<span class="what">${redactionWords[rule]}</span><span class="when">${replaced(count)}</span></li>`;
    });
    const own = rules.map((rule) => {
      const turn = (on: boolean) => mutate(UpdateLogRedactionRuleDocument, { input: { ruleId: rule.id, enabled: on } });
      const gone = this.can("logs:settings")
        ? html`<button class="link-button" type="button" @click=${() => this.#step(() => removeRule(rule))}>Delete</button>`
        : nothing;
      return html`<li>${this.#switch(rule.name, rule.enabled, turn)}<span class="what">${rule.name}</span><span class="when">${replaced(rule.replaced)}</span><p class="proof"><code>${rule.pattern}</code> ${gone}</p></li>`;
    });
    return panel({
      id: "redaction",
      title: "Redacted before it is stored",
      aside: this.can("logs:settings")
        ? html`<button class="btn small" type="button" @click=${() => this.#step(() => makeRule(this.slug, workspaceId))}>Add a rule</button>`
        : undefined,
      body: html`<ul class="claims redactions">${builtIn}${own}</ul>`,
      footer:
        "What was replaced is nowhere: not here, not in exports, not in backups made after. Counts are of the last 30 days for the rules that come with Plumbline.",
    });
  }

  #sources({ logSources }: Read): TemplateResult {
    const table = dataTable({
      label: "Sources of logs",
      rows: logSources.nodes,
      key: (source) => source.id,
      columns: [
        {
          head: "Service",
          cell: (source) => html`<b>${source.service || "not said"}</b><span class="sub">${source.client ?? ""}</span>`,
        },
        { head: "Door", wide: true, cell: (source) => html`<code>${source.door}</code>` },
        { head: "Key", wide: true, cell: (source) => source.apiKey?.name ?? "gone" },
        { head: "Entries", num: true, cell: (source) => source.entries.toLocaleString("en") },
        { head: "Last", num: true, cell: (source) => timeAgo(source.lastAt) },
      ],
    });
    const none = emptyState({
      title: "Nobody has sent yet",
      words: "Who sends stands here from the first entry on.",
      action: html`<a class="btn primary" href=${this.at("logs/connect")}>Connect your app</a>`,
    });
    return panel({ id: "sources", title: "Who sends", body: logSources.nodes.length > 0 ? table : none });
  }

  #whole(read: Read): TemplateResult {
    const { logSettings, logRedactionRules } = read;
    const deletions = this.can("logs:delete")
      ? deletionsPanel(this.#deletions.data?.workspace?.logDeletions.nodes, this.#deletions.error, () =>
          this.#step(() => deleteEntries(this.slug, this.workspaceId)),
        )
      : nothing;
    return html`<div class="cols two"><div class="stack">${this.#redaction(logSettings, logRedactionRules.nodes)}${this.#sources(read)}${deletions}</div><div class="stack">${this.#retention(logSettings)}${this.#usage(logSettings)}</div></div>`;
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Logs", href: this.at("logs") }, { label: "Settings" }],
      reads: this.#read,
      live: true,
    });
    const read = this.#read.data?.workspace;
    const body = read
      ? this.#whole(read)
      : this.#read.error
        ? loadError(this.#read.error, () => this.#again())
        : skeleton(6);
    return html`${pageHead({ title: "Logs", sub: "How long entries are kept, how many are taken, and what never gets in.", actions: logTabs(this.slug, "settings") })}${read ? body : html`<div class="panel">${body}</div>`}`;
  }
}

defineElement("plb-log-settings-page", LogSettingsPage);
