import type { WidgetProviderFragment } from "@plumbline/sdk/embed/operations";
import type { TemplateResult } from "lit";
import { html, nothing } from "./connect-lit.ts";

/** A way to connect a provider. */
export type ConnectMethod = WidgetProviderFragment["connectMethods"][number];

/** A typed value under its field's name. */
type Typed = { name: string; value: string }[];

export interface ConnectFormParts {
  provider: WidgetProviderFragment;
  busy: boolean;
  /** What is wrong, by field. */
  issues: ReadonlyMap<string, string>;
  /** For the ways that go through a window of the provider. */
  leave: (method: ConnectMethod, fields: Typed) => void;
  /** For a pasted token, and for a door of one's own. */
  submit: (fields: Typed) => void;
}

/** The ways to connect one provider that this installation is set up for. */
export function connectForm({ provider, busy, issues, leave, submit }: ConnectFormParts): TemplateResult {
  const ways = provider.connectMethods.filter(({ available }) => available);
  return html`${provider.notice ? html`<p class="soft">${provider.notice}</p>` : nothing}
    ${ways.map((method) => {
      const inWindow = method.kind === "OAUTH2" || method.kind === "APP";
      const send = (event: SubmitEvent) => {
        event.preventDefault();
        const data = new FormData(event.target as HTMLFormElement);
        const typed = method.fields
          .map(({ name }) => ({ name, value: String(data.get(name) ?? "").trim() }))
          .filter(({ value }) => value !== "");
        if (inWindow) leave(method, typed);
        else submit(typed);
      };
      return html`<form part="form" @submit=${send}>
        ${method.fields.map(
          (each) => html`<label><span>${each.label}${each.optional ? " (may be left empty)" : ""}</span>
            <input name=${each.name} type=${each.secret ? "password" : "text"} placeholder=${each.placeholder ?? nothing} autocomplete="off" ?required=${!each.optional} aria-invalid=${issues.has(each.name)}>
            <small>${issues.has(each.name) ? html`<strong>${issues.get(each.name)}</strong>` : each.help}</small></label>`,
        )}
        <button ?disabled=${busy}>${verbOf(method, provider.name)}</button>
      </form>`;
    })}`;
}

function verbOf({ kind }: ConnectMethod, name: string): string {
  if (kind === "APP") return `Make a ${name} App`;
  if (kind === "OAUTH2") return `Continue with ${name}`;
  return kind === "TOKEN" ? "Connect" : "Open a door";
}
