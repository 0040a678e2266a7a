import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../incidents-panel.ts";

export const panel: PagePanel = {
  order: 1,
  column: "full",
  needs: "incidents:read",
  view: ({ slug }) => html`<plb-incidents-panel .slug=${slug}></plb-incidents-panel>`,
};
