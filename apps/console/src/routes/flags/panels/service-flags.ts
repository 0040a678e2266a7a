import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../flags-panel.ts";

export const panel: PagePanel = {
  order: 4,
  column: "lead",
  needs: "flags:read",
  view: ({ slug, itemId }) => html`<plb-flags-panel .slug=${slug} .itemId=${itemId}></plb-flags-panel>`,
};
