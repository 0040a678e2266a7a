import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** What the workspace operates, and for whom. */
export const furnitureRoutes: readonly Route[] = [
  {
    path: "/w/:slug/services",
    who: "member",
    title: "Services",
    load: () => import("../services/services-page.ts"),
    view: ({ params, search }) =>
      html`<plb-services-page .slug=${params.slug ?? ""} .search=${search}></plb-services-page>`,
  },
  {
    path: "/w/:slug/services/:id",
    who: "member",
    title: "Service",
    load: () => import("../services/service-page.ts"),
    view: ({ params }) =>
      html`<plb-service-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""}></plb-service-page>`,
  },
  {
    path: "/w/:slug/tenants",
    who: "member",
    title: "Tenants",
    load: () => import("./tenants-page.ts"),
    view: ({ params, search }) =>
      html`<plb-tenants-page .slug=${params.slug ?? ""} .search=${search}></plb-tenants-page>`,
  },
  {
    path: "/w/:slug/tenants/:id",
    who: "member",
    title: "Tenant",
    load: () => import("./tenant-page.ts"),
    view: ({ params }) =>
      html`<plb-tenant-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""}></plb-tenant-page>`,
  },
  {
    path: "/w/:slug/environments",
    who: "member",
    title: "Environments",
    load: () => import("../environments/environments-page.ts"),
    view: ({ params, search }) =>
      html`<plb-environments-page .slug=${params.slug ?? ""} .search=${search}></plb-environments-page>`,
  },
];
