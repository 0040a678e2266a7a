import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** What was written: entries, errors, how to send, how long it is kept. */
export const logRoutes: readonly Route[] = [
  {
    path: "/w/:slug/logs",
    who: "member",
    title: "Logs",
    load: () => import("./logs-page.ts"),
    view: ({ params, search }) => html`<plb-logs-page .slug=${params.slug ?? ""} .search=${search}></plb-logs-page>`,
  },
  {
    path: "/w/:slug/logs/connect",
    who: "member",
    title: "Connect your app",
    load: () => import("./connect-page.ts"),
    view: ({ params, search }) =>
      html`<plb-log-connect-page .slug=${params.slug ?? ""} .search=${search}></plb-log-connect-page>`,
  },
  {
    path: "/w/:slug/logs/errors",
    who: "member",
    title: "Errors",
    load: () => import("./errors-page.ts"),
    view: ({ params, search }) =>
      html`<plb-error-groups-page .slug=${params.slug ?? ""} .search=${search}></plb-error-groups-page>`,
  },
  {
    path: "/w/:slug/logs/errors/:id",
    who: "member",
    title: "Error",
    load: () => import("./error-page.ts"),
    view: ({ params, search }) =>
      html`<plb-error-group-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-error-group-page>`,
  },
  {
    path: "/w/:slug/logs/settings",
    who: "member",
    title: "Logs",
    load: () => import("./settings-page.ts"),
    view: ({ params, search }) =>
      html`<plb-log-settings-page .slug=${params.slug ?? ""} .search=${search}></plb-log-settings-page>`,
  },
];
