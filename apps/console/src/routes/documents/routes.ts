import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** What is written down, and what may no longer be true of it. */
export const documentRoutes: readonly Route[] = [
  {
    path: "/w/:slug/drift",
    who: "member",
    title: "Drift",
    load: () => import("./drift-page.ts"),
    view: ({ params, search }) => html`<plb-drift-page .slug=${params.slug ?? ""} .search=${search}></plb-drift-page>`,
  },
  {
    path: "/w/:slug/drift/:id",
    who: "member",
    title: "Drift candidate",
    load: () => import("./candidate-page.ts"),
    view: ({ params, search }) =>
      html`<plb-drift-candidate-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-drift-candidate-page>`,
  },
  {
    path: "/w/:slug/documents",
    who: "member",
    title: "Documents",
    load: () => import("./documents-page.ts"),
    view: ({ params, search }) =>
      html`<plb-documents-page .slug=${params.slug ?? ""} .search=${search}></plb-documents-page>`,
  },
  {
    path: "/w/:slug/documents/upload",
    who: "member",
    title: "Upload a page",
    load: () => import("./upload-page.ts"),
    view: ({ params, search }) =>
      html`<plb-upload-document-page .slug=${params.slug ?? ""} .search=${search}></plb-upload-document-page>`,
  },
  {
    path: "/w/:slug/documents/questions",
    who: "member",
    title: "Asked again and again",
    load: () => import("./questions-page.ts"),
    view: ({ params, search }) =>
      html`<plb-questions-page .slug=${params.slug ?? ""} .search=${search}></plb-questions-page>`,
  },
  {
    path: "/w/:slug/documents/:id",
    who: "member",
    title: "Document",
    load: () => import("./document-page.ts"),
    view: ({ params, search }) =>
      html`<plb-document-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-document-page>`,
  },
];
