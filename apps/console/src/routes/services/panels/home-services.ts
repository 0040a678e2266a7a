import { html } from "lit";
import type { PagePanel } from "../../../shell/page-panels.ts";
import "../services-strip-element.ts";

export const panel: PagePanel = {
  order: 5,
  column: "full",
  needs: "services:read",
  view: ({ slug }) => html`<plb-services-strip .slug=${slug}></plb-services-strip>`,
};
