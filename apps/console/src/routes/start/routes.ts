import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** Where one begins: the way to the last workspace, and the making of a new one. */
export const startRoutes: readonly Route[] = [
  {
    path: "/",
    who: "member",
    title: "Plumbline",
    load: () => import("./start-page.ts"),
    view: () => html`<plb-start-page></plb-start-page>`,
  },
  {
    path: "/new",
    who: "member",
    title: "Create a workspace",
    load: () => import("./create-workspace-page.ts"),
    view: () => html`<plb-create-workspace-page></plb-create-workspace-page>`,
  },
  {
    path: "/invitations/:token",
    who: "anyone",
    title: "Invitation",
    load: () => import("../invitations/invitation-page.ts"),
    view: ({ params }) => html`<plb-invitation-page .token=${params.token ?? ""}></plb-invitation-page>`,
  },
];
