import { html } from "lit";
import { presentError } from "../data/presented-error.ts";
import { toast } from "./toast.ts";

/** Runs a step that a button began; a refusal is said at the edge of the page, in its own words. @returns Whether it went through. */
export async function runStep(step: () => Promise<void>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    const { title, detail } = presentError(error);
    toast(html`<b>${title}</b> ${detail ?? ""}`, { state: "broken" });
    return false;
  }
}
