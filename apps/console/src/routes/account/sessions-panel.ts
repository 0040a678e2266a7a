import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { authRequest } from "../../session/auth-request.ts";
import { browserName } from "./browser-name.ts";

interface OpenSession {
  token: string;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  ipAddress?: string | null;
  userAgent?: string | null;
}

/** Where one is signed in, and how to end it. */
export class SessionsPanel extends LightElement {
  static override properties = { sessions: { state: true }, current: { state: true }, error: { state: true } };
  declare sessions: OpenSession[] | undefined;
  declare current: string | undefined;
  declare error: unknown;

  constructor() {
    super();
    this.sessions = undefined;
    this.current = undefined;
    this.error = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      const [sessions, own] = await Promise.all([
        authRequest<OpenSession[]>("/list-sessions"),
        authRequest<{ session: { token: string } } | null>("/get-session"),
      ]);
      this.current = own?.session.token;
      this.sessions = sessions.sort(
        (a, b) =>
          Number(b.token === this.current) - Number(a.token === this.current) || b.updatedAt.localeCompare(a.updatedAt),
      );
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  async #end(path: string, body: unknown, words: string): Promise<void> {
    try {
      await authRequest(path, body);
      toast(words);
      await this.#read();
    } catch (error) {
      this.error = error;
    }
  }

  #item(each: OpenSession): TemplateResult {
    const own = each.token === this.current;
    return html`<li data-item>${mark(own ? "proven" : "passed", "")}<span class="what">${browserName(each.userAgent ?? "")}</span>
      <span class="when tail">${own ? "this one" : html`<button class="btn small" type="button" @click=${() => this.#end("/revoke-session", { token: each.token }, "The session has ended.")}>End</button>`}</span>
      <p class="proof">${each.ipAddress ? html`From ${each.ipAddress}, ` : nothing}signed in ${timeAgo(each.createdAt)}, last seen ${timeAgo(each.updatedAt)}</p></li>`;
  }

  override render(): TemplateResult {
    const others = (this.sessions ?? []).length > 1;
    return panel({
      id: "sessions",
      title: "Sessions",
      meta: this.sessions ? `${this.sessions.length} open` : undefined,
      aside: others
        ? html`<button class="btn small" type="button" @click=${() => this.#end("/revoke-other-sessions", {}, "Your other sessions have ended.")}>End all others</button>`
        : undefined,
      body: this.error
        ? loadError(this.error, () => void this.#read())
        : this.sessions
          ? html`<ul class="claims">${this.sessions.map((each) => this.#item(each))}</ul>`
          : skeleton(2),
    });
  }
}

defineElement("plb-sessions-panel", SessionsPanel);
