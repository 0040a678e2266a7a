import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** What is switched, for whom, and what came of it. */
export const flagRoutes: readonly Route[] = [
  {
    path: "/w/:slug/flags",
    who: "member",
    title: "Flags",
    load: () => import("./flags-page.ts"),
    view: ({ params, search }) => html`<plb-flags-page .slug=${params.slug ?? ""} .search=${search}></plb-flags-page>`,
  },
  {
    path: "/w/:slug/flags/segments",
    who: "member",
    title: "Segments",
    load: () => import("./segments-page.ts"),
    view: ({ params, search }) =>
      html`<plb-flag-segments-page .slug=${params.slug ?? ""} .search=${search}></plb-flag-segments-page>`,
  },
  {
    path: "/w/:slug/flags/connect",
    who: "member",
    title: "Connect your app",
    load: () => import("./connect-page.ts"),
    view: ({ params, search }) =>
      html`<plb-flag-connect-page .slug=${params.slug ?? ""} .search=${search}></plb-flag-connect-page>`,
  },
  {
    path: "/w/:slug/flags/settings",
    who: "member",
    title: "Flag settings",
    load: () => import("./flag-settings-page.ts"),
    view: ({ params, search }) =>
      html`<plb-flag-settings-page .slug=${params.slug ?? ""} .search=${search}></plb-flag-settings-page>`,
  },
  {
    path: "/w/:slug/flags/import",
    who: "member",
    title: "Import flags",
    load: () => import("./import-page.ts"),
    view: ({ params, search }) =>
      html`<plb-flags-import-page .slug=${params.slug ?? ""} .search=${search}></plb-flags-import-page>`,
  },
  {
    path: "/w/:slug/flags/:id",
    who: "member",
    title: "Flag",
    load: () => import("./flag-page.ts"),
    view: ({ params, search }) =>
      html`<plb-flag-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-flag-page>`,
  },
  {
    path: "/w/:slug/flags/:id/edit",
    who: "member",
    title: "Edit a flag",
    load: () => import("./edit-flag-page.ts"),
    view: ({ params, search }) =>
      html`<plb-edit-flag-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-edit-flag-page>`,
  },
];
