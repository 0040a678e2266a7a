import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../dependencies-panel.ts";

export const panel: PagePanel = {
  order: 10,
  column: "lead",
  needs: "services:read",
  view: ({ slug, itemId }) =>
    html`<plb-dependencies-panel .slug=${slug} .serviceId=${itemId}></plb-dependencies-panel>`,
};
