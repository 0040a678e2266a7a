import { html, type TemplateResult } from "lit";
import { cssVars } from "./css-vars.ts";

/** The one or two letters that stand for a person. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._@-]+/)
    .filter(Boolean);
  const [first = "?", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return ((Array.from(first)[0] ?? "?") + (Array.from(last)[0] ?? "")).toUpperCase();
}

function hueOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return sum;
}

/** A person as initials; the name is the title. The ground is a soft tone that stays the same for a person. */
export function avatar(name: string, said = name): TemplateResult {
  const hue = hueOf(name);
  const ground = `light-dark(oklch(0.945 0.022 ${hue}), oklch(0.30 0.035 ${hue}))`;
  return html`<span class="avatar" role="img" aria-label=${said} title=${said} data-initials=${initialsOf(name)} ${cssVars({ "--av": ground })}></span>`;
}
