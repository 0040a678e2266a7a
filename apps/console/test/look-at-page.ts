import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Rules of axe that another theme can break; all others are about what both themes share. */
const colourRules = ["color-contrast", "link-in-text-block"];

interface Violation {
  id: string;
  nodes: { target: string[] }[];
}

/** Every fault of axe on the page as it stands now, with where it is. @param rules only these; default all of axe's defaults */
export async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate(async (only) => {
    const { axe: checker } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    const { violations } = await checker.run(only ? { runOnly: only } : {});
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  }, rules);
}

/**
 * Looks at what is open in both themes and on a phone, with a picture of each, without loading it anew.
 * @param picture path of the pictures, without its end
 * @returns what is wrong: faults of axe, and what stands out sideways
 */
export async function lookAtPage(page: Page, picture: string): Promise<string[]> {
  const wrong: string[] = [];
  const wide = { width: 1280, height: 900 };
  const looks = [
    { colorScheme: "light", size: wide, rules: undefined },
    { colorScheme: "dark", size: wide, rules: colourRules },
    { colorScheme: "light", size: { width: 360, height: 780 }, rules: null },
  ] as const;
  for (const { colorScheme, size, rules } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    await page.screenshot({ path: `${picture}-${colorScheme}-${size.width}.png`, fullPage: true });
    const over = await page.evaluate(() => {
      const box = document.querySelector("dialog[open]") ?? document.documentElement;
      return box.scrollWidth - box.clientWidth;
    });
    if (over > 0) wrong.push(`stands out by ${over} px at ${size.width}`);
    const faults = rules === null ? [] : await faultsOf(page, rules);
    wrong.push(...faults.map((fault) => `${colorScheme}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(wide);
  return wrong;
}
