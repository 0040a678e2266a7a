import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

// The second line keeps a browser quiet in a closed network: it would look up its maker's hosts at every start.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// The packed browser's own flags switch off what keeps origins apart, which is half of what browser tests are for, and run it in
// one process, which ends when a page is closed.
const unwanted = new Set([
  "--disable-web-security",
  "--disable-site-isolation-trials",
  "--single-process",
  "--no-zygote",
]);

/**
 * A headless browser, found in this order: `PLAYWRIGHT_CHROMIUM`, the system's, the one that npm brought (packed; it unpacks
 * itself on first use). So browser tests need no download of their own.
 */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env.PLAYWRIGHT_CHROMIUM ?? systemBrowsers.find((path) => existsSync(path));
  if (given) return await chromium.launch({ executablePath: given, args: flags });
  const { default: packed } = await import("@sparticuz/chromium");
  return await chromium.launch({
    executablePath: await packed.executablePath(),
    args: [...packed.args.filter((flag) => !unwanted.has(flag)), ...flags],
  });
}
