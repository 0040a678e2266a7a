import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../tenant-integrations-panel.ts";

export const panel: PagePanel = {
  order: 10,
  column: "lead",
  needs: "integrations:read",
  view: ({ slug, itemId }) =>
    html`<plb-tenant-integrations-panel .slug=${slug} .tenantId=${itemId}></plb-tenant-integrations-panel>`,
};
