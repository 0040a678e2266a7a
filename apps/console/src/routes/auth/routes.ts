import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** Pages of the way in. */
export const authRoutes: readonly Route[] = [
  {
    path: "/sign-in",
    who: "guest",
    title: "Sign in",
    load: () => import("./sign-in-page.ts"),
    view: ({ search }) => html`<plb-sign-in-page .search=${search}></plb-sign-in-page>`,
  },
  {
    path: "/sign-up",
    who: "guest",
    title: "Create an account",
    load: () => import("./sign-up-page.ts"),
    view: ({ search }) => html`<plb-sign-up-page .search=${search}></plb-sign-up-page>`,
  },
  {
    path: "/check-mail",
    who: "anyone",
    title: "Look in your mail",
    load: () => import("./check-mail-page.ts"),
    view: ({ search }) => html`<plb-check-mail-page .search=${search}></plb-check-mail-page>`,
  },
  {
    path: "/verified",
    who: "anyone",
    title: "Address verified",
    load: () => import("./verified-page.ts"),
    view: ({ search }) => html`<plb-verified-page .search=${search}></plb-verified-page>`,
  },
  {
    path: "/forgot-password",
    who: "anyone",
    title: "New password",
    load: () => import("./forgot-password-page.ts"),
    view: () => html`<plb-forgot-password-page></plb-forgot-password-page>`,
  },
  {
    path: "/reset-password",
    who: "anyone",
    title: "New password",
    load: () => import("./reset-password-page.ts"),
    view: ({ search }) => html`<plb-reset-password-page .search=${search}></plb-reset-password-page>`,
  },
];
