import { html, type TemplateResult } from "lit";

/** The signs that `design/icons.css` draws. */
export type IconName =
  | "home"
  | "incident"
  | "bell"
  | "health"
  | "signal"
  | "flag"
  | "log"
  | "plug"
  | "status"
  | "steps"
  | "service"
  | "tenant"
  | "gear"
  | "search"
  | "theme"
  | "menu"
  | "updown"
  | "right"
  | "down"
  | "more"
  | "deploy"
  | "merge"
  | "guard"
  | "person"
  | "key"
  | "inbox"
  | "copy"
  | "plus"
  | "close"
  | "out"
  | "webhook"
  | "people"
  | "refresh"
  | "download"
  | "layers"
  | "audit"
  | "mail"
  | "passkey";

/** A 16 px sign. It is always decoration: the word beside it, or the button's label, says what it means. */
export function icon(name: IconName): TemplateResult {
  return html`<i class="i i-${name}" aria-hidden="true"></i>`;
}
