import { widgetManifest } from "../../packages/widgets/scripts/widget-manifest.ts";
import { writeDerived } from "./write-derived.ts";

/** Writes the custom elements manifest from the class comments of the widgets. */
export function generateWidgetManifest(): void {
  writeDerived("packages/widgets/custom-elements.json", widgetManifest());
}
