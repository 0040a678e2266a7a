import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** Connections to providers, from the catalogue to the single delivery. */
export const integrationRoutes: readonly Route[] = [
  {
    path: "/w/:slug/first-proof",
    who: "member",
    title: "First proof",
    load: () => import("./first-proof-page.ts"),
    view: ({ params }) => html`<plb-first-proof-page .slug=${params.slug ?? ""}></plb-first-proof-page>`,
  },
  {
    path: "/w/:slug/integrations",
    who: "member",
    title: "Integrations",
    load: () => import("./integrations-page.ts"),
    view: ({ params }) => html`<plb-integrations-page .slug=${params.slug ?? ""}></plb-integrations-page>`,
  },
  {
    path: "/w/:slug/integrations/catalogue",
    who: "member",
    title: "Catalogue",
    load: () => import("./catalogue-page.ts"),
    view: ({ params, search }) =>
      html`<plb-catalogue-page .slug=${params.slug ?? ""} .search=${search}></plb-catalogue-page>`,
  },
  {
    path: "/w/:slug/integrations/providers",
    who: "member",
    title: "Provider setup",
    load: () => import("./provider-setup-page.ts"),
    view: ({ params }) => html`<plb-provider-setup-page .slug=${params.slug ?? ""}></plb-provider-setup-page>`,
  },
  {
    path: "/w/:slug/integrations/providers/:id",
    who: "member",
    title: "Provider setup",
    load: () => import("./provider-setup-page.ts"),
    view: ({ params }) =>
      html`<plb-provider-setup-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""}></plb-provider-setup-page>`,
  },
  {
    path: "/w/:slug/integrations/connect/:id",
    who: "member",
    title: "Connect",
    load: () => import("./connect-page.ts"),
    view: ({ params, search }) =>
      html`<plb-connect-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-connect-page>`,
  },
  {
    path: "/w/:slug/integrations/:id",
    who: "member",
    title: "Integration",
    load: () => import("./integration-page.ts"),
    view: ({ params, search }) =>
      html`<plb-integration-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-integration-page>`,
  },
  {
    path: "/w/:slug/deliveries",
    who: "member",
    title: "Deliveries",
    load: () => import("../deliveries/deliveries-page.ts"),
    view: ({ params, search }) =>
      html`<plb-deliveries-page .slug=${params.slug ?? ""} .search=${search}></plb-deliveries-page>`,
  },
  {
    path: "/w/:slug/deliveries/:id",
    who: "member",
    title: "Delivery",
    load: () => import("../deliveries/delivery-page.ts"),
    view: ({ params }) =>
      html`<plb-delivery-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""}></plb-delivery-page>`,
  },
  {
    path: "/w/:slug/signals",
    who: "member",
    title: "Signals",
    load: () => import("../signals/signals-page.ts"),
    view: ({ params, search }) =>
      html`<plb-signals-page .slug=${params.slug ?? ""} .search=${search}></plb-signals-page>`,
  },
  {
    path: "/w/:slug/signals/:id",
    who: "member",
    title: "Signal",
    load: () => import("../signals/signal-page.ts"),
    view: ({ params }) =>
      html`<plb-signal-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""}></plb-signal-page>`,
  },
];
