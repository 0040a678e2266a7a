import type { TemplateResult } from "lit";
import { workspace } from "../session/workspace.ts";

/** The three pages that hold everything. */
export type PanelPlace = "home" | "service" | "tenant";

/** What a panel knows of the page it stands in. */
export interface PanelContext {
  slug: string;
  workspaceId: string;
  /** Id of the service or tenant; empty on Home. */
  itemId: string;
}

/**
 * A panel that a domain contributes to Home, Service or Tenant. It is found by its path: a file
 * `routes/<domain>/panels/<place>-<name>.ts` that exports `panel`. Nothing is registered by hand.
 */
export interface PagePanel {
  /** Smaller stands higher. */
  order: number;
  /** The full width, the leading column, or the column beside it. */
  column: "full" | "lead" | "side";
  /** The permission without which the panel is left out. */
  needs?: string;
  view: (context: PanelContext) => TemplateResult;
}

const files = import.meta.glob<{ panel: PagePanel }>("../routes/*/panels/*.ts");

/** The panels of a place that the reader may see, in order. Their code is loaded with the page. */
export async function panelsOf(place: PanelPlace): Promise<readonly PagePanel[]> {
  const own = Object.entries(files).filter(([path]) => path.split("/").at(-1)?.startsWith(`${place}-`));
  const loaded = await Promise.all(own.map(async ([, load]) => (await load()).panel));
  return loaded.filter(({ needs }) => needs === undefined || workspace.can(needs)).sort((a, b) => a.order - b.order);
}
