import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** Home, and what belongs to the workspace itself. */
export const workspaceRoutes: readonly Route[] = [
  {
    path: "/w/:slug",
    who: "member",
    title: "Home",
    load: () => import("../home/home-page.ts"),
    view: ({ params, search }) => html`<plb-home-page .slug=${params.slug ?? ""} .search=${search}></plb-home-page>`,
  },
  {
    path: "/w/:slug/readiness",
    who: "member",
    title: "Readiness",
    load: () => import("../readiness/readiness-page.ts"),
    view: ({ params, search }) =>
      html`<plb-readiness-page .slug=${params.slug ?? ""} .search=${search}></plb-readiness-page>`,
  },
  {
    path: "/w/:slug/members",
    who: "member",
    title: "Members",
    load: () => import("../members/members-page.ts"),
    view: ({ params, search }) =>
      html`<plb-members-page .slug=${params.slug ?? ""} .search=${search}></plb-members-page>`,
  },
  {
    path: "/w/:slug/api-keys",
    who: "member",
    title: "API keys",
    load: () => import("../api-keys/api-keys-page.ts"),
    view: ({ params, search }) =>
      html`<plb-api-keys-page .slug=${params.slug ?? ""} .search=${search}></plb-api-keys-page>`,
  },
  {
    path: "/w/:slug/webhooks",
    who: "member",
    title: "Outbound webhooks",
    load: () => import("../webhooks/webhooks-page.ts"),
    view: ({ params, search }) =>
      html`<plb-webhooks-page .slug=${params.slug ?? ""} .search=${search}></plb-webhooks-page>`,
  },
  {
    path: "/w/:slug/webhooks/:id",
    who: "member",
    title: "Webhook endpoint",
    load: () => import("../webhooks/endpoint-page.ts"),
    view: ({ params }) =>
      html`<plb-endpoint-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""}></plb-endpoint-page>`,
  },
  {
    path: "/w/:slug/connections",
    who: "member",
    title: "Connections",
    load: () => import("../connections/connections-page.ts"),
    view: ({ params }) => html`<plb-connections-page .slug=${params.slug ?? ""}></plb-connections-page>`,
  },
  {
    path: "/w/:slug/audit",
    who: "member",
    title: "Audit log",
    load: () => import("../audit/audit-page.ts"),
    view: ({ params, search }) => html`<plb-audit-page .slug=${params.slug ?? ""} .search=${search}></plb-audit-page>`,
  },
  {
    path: "/w/:slug/settings",
    who: "member",
    title: "Settings",
    load: () => import("../settings/settings-page.ts"),
    view: ({ params }) => html`<plb-settings-page .slug=${params.slug ?? ""}></plb-settings-page>`,
  },
];
