import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../alerts-panel.ts";

export const panel: PagePanel = {
  order: 2,
  column: "full",
  needs: "alerts:read",
  view: ({ slug, itemId }) => html`<plb-alerts-panel .slug=${slug} .serviceId=${itemId}></plb-alerts-panel>`,
};
