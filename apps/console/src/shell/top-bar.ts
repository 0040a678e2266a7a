import { html, nothing, type TemplateResult } from "lit";
import { bobMark } from "../parts/bob.ts";
import { icon } from "../parts/icon.ts";
import { chooseTheme, currentTheme } from "../session/theme.ts";
import { unread } from "../session/unread.ts";
import { copyAsMenu } from "./copy-as-menu.ts";
import { type Crumb, crumbs } from "./crumbs.ts";
import "./live-indicator.ts";
import { userMenu } from "./user-menu.ts";

function switchTheme(redraw: () => void): void {
  const dark =
    currentTheme() === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : currentTheme() === "dark";
  chooseTheme(dark ? "light" : "dark");
  redraw();
}

export interface TopBarParts {
  crumbs: readonly Crumb[];
  /** Whether there is a rail to open on the phone. */
  rail: boolean;
  redraw: () => void;
}

/** The bar: where one is, how live it is, and what belongs to the reader. */
export function topBar({ crumbs: list, rail, redraw }: TopBarParts): TemplateResult {
  const waiting = unread.count;
  return html`<header class="top">
    ${rail ? html`<button class="btn plain icon phone-only" type="button" popovertarget="rail" aria-label="Menu">${icon("menu")}</button>` : nothing}
    ${rail ? nothing : html`<a class="home-bob" href="/" aria-label="Plumbline, to your workspace">${bobMark(0, 15)}</a>`}
    ${crumbs(list)}
    <span class="push"></span>
    <plb-live></plb-live>
    ${copyAsMenu()}
    <a class="btn plain icon inbox-link" href="/inbox" aria-label=${waiting ? `Inbox, ${waiting} unread` : "Inbox"} title="Inbox">${icon("inbox")}${waiting ? html`<span class="dot" aria-hidden="true"></span>` : nothing}</a>
    <button class="btn plain icon" type="button" aria-label="Switch between light and dark" title="Light or dark" @click=${() => switchTheme(redraw)}>${icon("theme")}</button>
    ${userMenu(redraw)}
  </header>`;
}
