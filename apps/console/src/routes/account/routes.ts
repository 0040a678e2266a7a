import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** Pages of the person. */
export const accountRoutes: readonly Route[] = [
  {
    path: "/account",
    who: "member",
    title: "Account",
    load: () => import("./profile-page.ts"),
    view: () => html`<plb-profile-page></plb-profile-page>`,
  },
  {
    path: "/account/security",
    who: "member",
    title: "Security",
    load: () => import("./security-page.ts"),
    view: () => html`<plb-security-page></plb-security-page>`,
  },
  {
    path: "/account/notifications",
    who: "member",
    title: "Notifications",
    load: () => import("../inbox/notifications-page.ts"),
    view: () => html`<plb-notifications-page></plb-notifications-page>`,
  },
  {
    path: "/inbox",
    who: "member",
    title: "Inbox",
    load: () => import("../inbox/inbox-page.ts"),
    view: () => html`<plb-inbox-page></plb-inbox-page>`,
  },
];
