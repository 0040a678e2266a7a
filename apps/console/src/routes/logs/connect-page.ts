import { html, nothing, type TemplateResult } from "lit";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field } from "../../parts/field.ts";
import { stateWord } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith } from "../../router.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { connectKey, makeConnectKey } from "../api-keys/connect-key.ts";
import { connectSnippets } from "./connect-snippets.ts";
import { followLogs } from "./follow-logs.ts";
import { isSkipped, type LogRow } from "./log-row.ts";
import { logTabs } from "./log-tabs.ts";
import "./logs.css";

const placeholder = "plb_live_…";

/** How an app begins to send: a key, a snippet with everything filled in, and the first entry as it arrives. */
export class LogConnectPage extends WorkspacePage {
  static override properties = {
    ...WorkspacePage.properties,
    service: { state: true },
    apiKey: { state: true },
    first: { state: true },
    connected: { state: true },
    making: { state: true },
  };
  declare service: string;
  /** The key made here; it is shown on this page only. */
  declare apiKey: string;
  /** The first entry that came while the page waited. */
  declare first: LogRow | null;
  declare connected: boolean;
  declare making: boolean;
  #stop: (() => void) | undefined;
  #following = "";

  constructor() {
    super();
    this.service = "checkout-api";
    this.apiKey = "";
    this.first = null;
    this.connected = false;
    this.making = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
    this.#following = "";
  }

  protected override updated(): void {
    if (!this.workspaceId || this.#following === this.workspaceId) return;
    this.#following = this.workspaceId;
    this.#stop?.();
    this.#stop = followLogs(
      this.workspaceId,
      {},
      {
        onRows: (rows) => {
          this.first ??= rows.find((row): row is LogRow => !isSkipped(row)) ?? null;
        },
        onMode: (connected) => {
          this.connected = connected;
        },
        onResync: () => {},
      },
    );
  }

  async #makeKey(): Promise<void> {
    this.making = true;
    await runStep(async () => {
      const { slug, workspaceId, service } = this;
      const name = `Logs of ${service}`;
      this.apiKey = await makeConnectKey({ slug, workspaceId, name, kind: "SECRET", scopes: ["logs:write"] });
    });
    this.making = false;
  }

  #key(): TemplateResult {
    return connectKey({
      word: "",
      scope: "logs:write",
      made: this.apiKey || undefined,
      making: this.making,
      may: this.can("api_keys:write"),
      list: this.at("api-keys"),
      make: () => void this.#makeKey(),
    });
  }

  #waiting(): TemplateResult {
    const { first } = this;
    if (first) {
      const address = this.at(`logs?${new URLSearchParams({ entry: first.id })}`);
      return html`<p class="first-entry" role="status">${stateWord("proven", "Arrived")}<span>from <b>${first.service || "a service that did not give its name"}</b>, ${timeAgo(first.time)}</span><code>${first.body.slice(0, 300)}</code><a class="btn primary small" href=${address}>Open it</a></p>`;
    }
    const words = this.connected
      ? "Waiting for the first entry. It shows here the moment it is stored."
      : "Connecting, to see the first entry arrive.";
    return html`<p class="first-entry" role="status">${stateWord("claimed", "Nothing yet")}<span>${words}</span></p>`;
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Logs", href: this.at("logs") }, { label: "Connect your app" }], live: true });
    const snippets = connectSnippets({
      url: location.origin,
      apiKey: this.apiKey || placeholder,
      service: this.service || "my-service",
    });
    const chosen = snippets.find(({ key }) => key === this.search.get("with")) ?? snippets[0];
    const choice = tabs(
      "With",
      chosen?.key ?? "",
      snippets.map(({ key, label }) => ({ key, label, href: addressWith({ with: key }) })),
    );
    const steps = chosen
      ? html`<div class="connect-parts"><p>${chosen.words}</p>${chosen.parts.map(({ label, code }) => html`<h3>${label}</h3>${codeBlock(label, code)}`)}</div>`
      : nothing;
    return html`${pageHead({ title: "Connect your app", sub: "A key, a few lines, and the first entry as it arrives.", actions: logTabs(this.slug, "connect") })}
      <div class="stack">
        ${panel({
          id: "who",
          title: "Who sends",
          pad: true,
          body: html`<div class="form narrow">${field({
            name: "service",
            label: "Service",
            value: this.service,
            hint: "Its key in Plumbline; entries are filed under it.",
            onInput: (value) => {
              this.service = value.trim();
            },
          })}</div><div class="connect-key">${this.#key()}</div>`,
        })}
        ${panel({ id: "with", title: "With", aside: choice, pad: true, body: steps })}
        ${panel({ id: "first", title: "The first entry", pad: true, body: this.#waiting() })}
      </div>`;
  }
}

defineElement("plb-log-connect-page", LogConnectPage);
