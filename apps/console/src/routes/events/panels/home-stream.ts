import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../event-stream.ts";

export const panel: PagePanel = {
  order: 10,
  column: "side",
  needs: "events:read",
  view: ({ slug }) => html`<plb-event-stream .slug=${slug}></plb-event-stream>`,
};
