import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** What goes wrong for users: all of it, and one with everything that is known. */
export const incidentRoutes: readonly Route[] = [
  {
    path: "/w/:slug/incidents",
    who: "member",
    title: "Incidents",
    load: () => import("./incidents-page.ts"),
    view: ({ params, search }) =>
      html`<plb-incidents-page .slug=${params.slug ?? ""} .search=${search}></plb-incidents-page>`,
  },
  {
    path: "/w/:slug/incidents/:name",
    who: "member",
    title: "Incident",
    load: () => import("./incident-page.ts"),
    view: ({ params, search }) =>
      html`<plb-incident-page .slug=${params.slug ?? ""} .itemId=${params.name ?? ""} .search=${search}></plb-incident-page>`,
  },
];
