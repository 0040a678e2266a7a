import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../alerts-panel.ts";

export const panel: PagePanel = {
  order: 2,
  column: "full",
  needs: "alerts:read",
  view: ({ slug }) => html`<plb-alerts-panel .slug=${slug}></plb-alerts-panel>`,
};
