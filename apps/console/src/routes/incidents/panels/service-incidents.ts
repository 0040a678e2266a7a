import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../incidents-panel.ts";

export const panel: PagePanel = {
  order: 1,
  column: "full",
  needs: "incidents:read",
  view: ({ slug, itemId }) => html`<plb-incidents-panel .slug=${slug} .serviceId=${itemId}></plb-incidents-panel>`,
};
