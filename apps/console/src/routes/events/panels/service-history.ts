import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../event-stream.ts";

export const panel: PagePanel = {
  order: 20,
  column: "side",
  needs: "events:read",
  view: ({ slug, itemId }) => html`<plb-event-stream .slug=${slug} .subjectId=${itemId}></plb-event-stream>`,
};
