import { html } from "lit";
import type { Route } from "../../route-match.ts";

/** Where messages go. */
export const channelRoutes: readonly Route[] = [
  {
    path: "/w/:slug/channels",
    who: "member",
    title: "Channels",
    load: () => import("./channels-page.ts"),
    view: ({ params, search }) =>
      html`<plb-channels-page .slug=${params.slug ?? ""} .search=${search}></plb-channels-page>`,
  },
  {
    path: "/w/:slug/channels/:id",
    who: "member",
    title: "Channel",
    load: () => import("./channel-page.ts"),
    view: ({ params, search }) =>
      html`<plb-channel-page .slug=${params.slug ?? ""} .itemId=${params.id ?? ""} .search=${search}></plb-channel-page>`,
  },
];
