import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../widget-panel.ts";

export const panel: PagePanel = {
  order: 30,
  column: "lead",
  needs: "embed_tokens:write",
  view: ({ workspaceId, itemId }) =>
    html`<plb-widget-panel .workspaceId=${workspaceId} .tenantId=${itemId}></plb-widget-panel>`,
};
