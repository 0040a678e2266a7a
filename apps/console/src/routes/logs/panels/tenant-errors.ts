import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../log-panel.ts";

export const panel: PagePanel = {
  order: 3,
  column: "lead",
  needs: "logs:read",
  view: ({ slug, itemId }) => html`<plb-log-panel .slug=${slug} .itemId=${itemId} .place=${"tenant"}></plb-log-panel>`,
};
