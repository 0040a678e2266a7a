import type { Embed, PlumblineError } from "@plumbline/sdk/embed";
import {
  integrationsWidgetCatalogue,
  integrationsWidgetConnect,
  integrationsWidgetDisconnect,
  integrationsWidgetLeave,
  integrationsWidgetReconnect,
  type WidgetIntegrationFragment,
  type WidgetProviderFragment,
} from "@plumbline/sdk/embed/operations";
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from "lit";
import { itemActions } from "./connect-actions.ts";
import { type ConnectMethod, connectForm } from "./connect-form.ts";
import { frame, notice, secretOnce } from "./connect-frame.ts";
import { connectPartStyles } from "./connect-part.styles.ts";

export { takeLit } from "./connect-lit.ts";

import { connectPicker } from "./connect-picker.ts";
import { ConnectWindow } from "./connect-window.ts";
import { TargetChoice } from "./target-choice.ts";

/** What the element gives to its connecting part. */
export interface ConnectHost extends ReactiveControllerHost {
  /** Slugs that may be connected here; empty for all. */
  readonly providers: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** Takes over what an operation answered, before the stream tells it. */
  take(integration: WidgetIntegrationFragment): void;
}

type Step =
  | { at: "closed" }
  | { at: "pick" }
  | { at: "method"; provider: WidgetProviderFragment; again?: WidgetIntegrationFragment }
  | { at: "window"; provider: WidgetProviderFragment; url: string }
  | { at: "secret"; secret: string; hookUrl: string | null }
  | { at: "targets"; choice: TargetChoice };

/**
 * Connecting within `<plumbline-integrations>`. Loaded only when the token allows it, so that a page that merely shows does not
 * download it. Every way of the catalogue runs here: in a window of the provider, by a pasted token, by a door of one's own.
 */
export class ConnectPart implements ReactiveController {
  readonly #host: ConnectHost;
  readonly #embed: Embed;
  readonly #workspaceId: string;
  #step: Step = { at: "closed" };
  #catalogue: readonly WidgetProviderFragment[] | null = null;
  #window: ConnectWindow | null = null;
  #error: PlumblineError | null = null;
  #issues: ReadonlyMap<string, string> = new Map();
  #busy = false;

  constructor(host: ConnectHost, embed: Embed, workspaceId: string) {
    this.#host = host;
    this.#embed = embed;
    this.#workspaceId = workspaceId;
    const root = host.renderRoot;
    if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(connectPartStyles))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, connectPartStyles];
    host.addController(this);
  }

  hostDisconnected(): void {
    this.end();
  }

  /** Lets go of the host: its client was replaced. */
  end(): void {
    this.#window?.close();
    this.#host.removeController(this);
  }

  /** The button below the list, or the step that connecting is at. */
  foot(): TemplateResult {
    const step = this.#step;
    const shared = { error: this.#error, busy: this.#busy, cancel: () => this.#go({ at: "closed" }) };
    switch (step.at) {
      case "closed":
        return frame({ ...shared, open: () => void this.#open() });
      case "pick":
        return frame({
          ...shared,
          title: "Connect an integration",
          body: connectPicker(this.#offered(), (provider) => this.#go({ at: "method", provider })),
        });
      case "method": {
        const { provider, again } = step;
        return frame({
          ...shared,
          title: again ? `Connect ${again.name} again` : `Connect ${provider.name}`,
          body: connectForm({
            provider,
            busy: this.#busy,
            issues: this.#issues,
            leave: (method, fields) => void this.#leave(provider, method, fields, again),
            submit: (fields) => void this.#submit(provider, fields, again),
          }),
        });
      }
      case "window":
        return frame({ ...shared, title: `Connect ${step.provider.name}`, body: notice(step.provider.name, step.url) });
      case "secret":
        return frame({ ...shared, title: "The address and its secret", body: secretOnce(step.secret, step.hookUrl) });
      case "targets":
        return frame({ ...shared, title: step.choice.title, body: step.choice.render() });
    }
  }

  /** What can be done with one integration of the list. */
  actions(integration: WidgetIntegrationFragment): TemplateResult {
    return itemActions(integration, {
      again: () => void this.#again(integration),
      choose: () => void this.#choose(integration),
      disconnect: () => void this.#disconnect(integration),
    });
  }

  /** Told of every change of the list: what the window was opened for may have come. */
  heard(integration: WidgetIntegrationFragment): void {
    if (this.#step.at !== "window" || integration.provider !== this.#step.provider.slug) return;
    if (integration.state === "PENDING" || integration.state === "DISCONNECTED") return;
    this.#window?.close();
    void this.#connected(this.#step.provider, integration);
  }

  async #open(): Promise<void> {
    await this.#run(async () => {
      await this.#readCatalogue();
      this.#go({ at: "pick" });
    });
  }

  async #readCatalogue(): Promise<readonly WidgetProviderFragment[]> {
    this.#catalogue ??= (await this.#embed.query(integrationsWidgetCatalogue, {})).embed?.providers ?? [];
    return this.#catalogue;
  }

  #offered(): readonly WidgetProviderFragment[] {
    const wished = this.#host.providers.split(/[\s,]+/).filter(Boolean);
    const usable = (this.#catalogue ?? []).filter(({ connectMethods }) => connectMethods.some((one) => one.available));
    return wished.length > 0 ? usable.filter(({ slug }) => wished.includes(slug)) : usable;
  }

  async #again(integration: WidgetIntegrationFragment): Promise<void> {
    await this.#run(async () => {
      const provider = (await this.#readCatalogue()).find(({ slug }) => slug === integration.provider);
      if (!provider) return;
      const same = provider.connectMethods.filter(({ kind }) => kind === integration.method.toUpperCase());
      this.#go({ at: "method", provider: { ...provider, connectMethods: same }, again: integration });
    });
  }

  async #leave(
    provider: WidgetProviderFragment,
    method: ConnectMethod,
    fields: { name: string; value: string }[],
    again?: WidgetIntegrationFragment,
  ): Promise<void> {
    // Opened within the click: a window that comes after an answer is taken for a pop-up and blocked.
    const opened = new ConnectWindow(() => this.#closedEarly());
    this.#window = opened;
    const ok = await this.#run(async () => {
      const kind = method.kind === "APP" ? ("APP" as const) : ("OAUTH2" as const);
      const input = { workspaceId: this.#workspaceId, provider: provider.slug, method: kind, fields };
      const answer = await this.#embed.query(integrationsWidgetLeave, {
        input: again ? { ...input, integrationId: again.id } : input,
      });
      const { url } = this.#unwrap(answer.startConnect, "StartConnectSuccess").step;
      opened.go(url);
      this.#go({ at: "window", provider, url });
    });
    if (!ok) opened.close();
  }

  #closedEarly(): void {
    if (this.#step.at !== "window") return;
    this.#go({ at: "method", provider: this.#step.provider });
    this.#error = Object.assign(new TypeError("The window was closed before the provider answered."), {
      nextStep: "Press the button to try again.",
    }) as unknown as PlumblineError;
  }

  async #submit(
    provider: WidgetProviderFragment,
    fields: { name: string; value: string }[],
    again?: WidgetIntegrationFragment,
  ): Promise<void> {
    await this.#run(async () => {
      if (again) {
        const input = { integrationId: again.id, fields };
        const { reconnectIntegration } = await this.#embed.query(integrationsWidgetReconnect, { input });
        this.#host.take(this.#unwrap(reconnectIntegration, "ReconnectIntegrationSuccess").integration);
        return this.#go({ at: "closed" });
      }
      const input = { workspaceId: this.#workspaceId, provider: provider.slug, fields };
      const answer = await this.#embed.query(integrationsWidgetConnect, { input });
      const { connected } = this.#unwrap(answer.connectIntegration, "ConnectIntegrationSuccess");
      const { integration, secret, hookUrl } = connected;
      this.#host.take(integration);
      if (secret) this.#go({ at: "secret", secret, hookUrl });
      else await this.#connected(provider, integration);
    });
  }

  /** Choosing what to watch is part of connecting. */
  async #connected(provider: WidgetProviderFragment, integration: WidgetIntegrationFragment): Promise<void> {
    if (provider.targetNoun && integration.targets.length === 0) await this.#choose(integration, provider.targetNoun);
    else this.#go({ at: "closed" });
  }

  async #choose(integration: WidgetIntegrationFragment, plural?: string): Promise<void> {
    await this.#run(async () => {
      const known = (await this.#readCatalogue()).find(({ slug }) => slug === integration.provider);
      const choice = await TargetChoice.read(
        this.#embed,
        integration,
        plural ?? known?.targetNoun ?? "targets",
        (ids) =>
          this.#run(async () => {
            this.#host.take(this.#unwrap(await choice.save(ids), "ChooseIntegrationTargetsSuccess").integration);
            this.#go({ at: "closed" });
          }),
      );
      this.#go({ at: "targets", choice });
    });
  }

  async #disconnect(integration: WidgetIntegrationFragment): Promise<void> {
    await this.#run(async () => {
      const answer = await this.#embed.query(integrationsWidgetDisconnect, {
        input: { integrationId: integration.id },
      });
      this.#host.take(this.#unwrap(answer.disconnectIntegration, "DisconnectIntegrationSuccess").integration);
    });
  }

  /** A refusal of the union becomes an error with its issues by field. */
  #unwrap<Answer extends { __typename: string }, Name extends Answer["__typename"]>(
    answer: Answer,
    success: Name,
  ): Extract<Answer, { __typename: Name }> {
    if (answer.__typename === success) return answer as Extract<Answer, { __typename: Name }>;
    const refusal = answer as unknown as {
      message: string;
      nextStep?: string | null;
      issues?: { path: string[]; message: string }[];
    };
    this.#issues = new Map(refusal.issues?.map(({ path, message }) => [path.at(-1) ?? "", message]));
    throw Object.assign(new TypeError(refusal.message), { nextStep: refusal.nextStep ?? null });
  }

  async #run(work: () => Promise<void>): Promise<boolean> {
    this.#busy = true;
    this.#error = null;
    this.#issues = new Map();
    this.#host.requestUpdate();
    try {
      await work();
      return true;
    } catch (error) {
      this.#error = error as PlumblineError;
      return false;
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }

  #go(step: Step): void {
    this.#step = step;
    this.#error = null;
    this.#host.requestUpdate();
  }
}
