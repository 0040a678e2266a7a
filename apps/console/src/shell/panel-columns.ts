import { html, nothing, type TemplateResult } from "lit";
import type { PagePanel, PanelContext } from "./page-panels.ts";

/**
 * Lays out the panels of a page: full width first, then the leading column beside the other.
 * @param turned Lets the other column lead.
 */
export function panelColumns(panels: readonly PagePanel[], context: PanelContext, turned = false): TemplateResult {
  const of = (column: PagePanel["column"]): TemplateResult[] =>
    panels.filter((each) => each.column === column).map((each) => each.view(context));
  const [full, lead, side] = [of("full"), of(turned ? "side" : "lead"), of(turned ? "lead" : "side")];
  return html`<div class="stack">${full}${lead.length + side.length > 0 ? html`<div class="cols seven-five"><div class="stack">${lead}</div><div class="stack">${side}</div></div>` : nothing}</div>`;
}
