import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../readiness-panel-element.ts";

export const panel: PagePanel = {
  order: 10,
  column: "lead",
  needs: "readiness:read",
  view: ({ slug }) => html`<plb-readiness-panel .slug=${slug}></plb-readiness-panel>`,
};
