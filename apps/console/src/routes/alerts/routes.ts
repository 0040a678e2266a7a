import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** What asks for somebody, what watches, where it goes, and who is on call. */
export const alertRoutes: readonly Route[] = [
  {
    path: "/w/:slug/alerts",
    who: "member",
    title: "Alerts",
    load: () => import("./alerts-page.ts"),
    view: ({ params, search }) =>
      html`<plb-alerts-page .slug=${params.slug ?? ""} .search=${search}></plb-alerts-page>`,
  },
  {
    path: "/w/:slug/alerts/rules",
    who: "member",
    title: "Alert rules",
    load: () => import("./rules-page.ts"),
    view: ({ params, search }) =>
      html`<plb-alert-rules-page .slug=${params.slug ?? ""} .search=${search}></plb-alert-rules-page>`,
  },
  {
    path: "/w/:slug/alerts/routing",
    who: "member",
    title: "Alert routing",
    load: () => import("./routing-page.ts"),
    view: ({ params, search }) =>
      html`<plb-alert-routing-page .slug=${params.slug ?? ""} .search=${search}></plb-alert-routing-page>`,
  },
  {
    path: "/w/:slug/alerts/on-call",
    who: "member",
    title: "On call",
    load: () => import("./on-call-page.ts"),
    view: ({ params, search }) =>
      html`<plb-on-call-page .slug=${params.slug ?? ""} .search=${search}></plb-on-call-page>`,
  },
  {
    path: "/w/:slug/alerts/on-call/:id",
    who: "member",
    title: "On call",
    load: () => import("./on-call-page.ts"),
    view: ({ params, search }) =>
      html`<plb-on-call-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-on-call-page>`,
  },
  {
    path: "/w/:slug/alerts/rules/:id",
    who: "member",
    title: "Alert rule",
    load: () => import("./rule-page.ts"),
    view: ({ params, search }) =>
      html`<plb-alert-rule-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-alert-rule-page>`,
  },
  {
    path: "/w/:slug/alerts/:id",
    who: "member",
    title: "Alert",
    load: () => import("./alert-page.ts"),
    view: ({ params, search }) =>
      html`<plb-alert-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-alert-page>`,
  },
];
