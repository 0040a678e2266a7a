import { createRequire } from "node:module";
import { startTestServer, type TestServer } from "@plumbline/api/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../../apps/console/test/launch-browser.ts";
import { answersFor, type FlagAnswers } from "../flags/client/index.ts";
import { createFlags } from "../flags/node/index.ts";
import { type FlagGround, makeFlags } from "../testing/make-flags.ts";
import { type PageServer, startPage } from "../testing/start-page.ts";
import type { Renders } from "./testing/app.ts";
import { bundleApp, type ReactNames } from "./testing/bundle-app.ts";

const versions = [
  { version: "19", react: "react", dom: "react-dom" },
  { version: "18", react: "react-18", dom: "react-dom-18" },
] as const;
const context = { targetingKey: "user-7", plan: "pro" };

let server: TestServer;
let ground: FlagGround;
let browser: Browser;
let host: PageServer;
let page: Page;

beforeAll(async () => {
  server = await startTestServer();
  ground = await makeFlags(server);
  await ground.make("checkout");
  await ground.make("layout", { wide: "w", narrow: "n" }, { serve: "narrow" });
  await ground.make("banner", { spring: "Spring sale", none: "" });
  await ground.make("theme", { dark: { colour: "dark" }, light: { colour: "light" } });
  browser = await launchBrowser();
}, 90_000);

beforeEach(async () => {
  await ground.configure("banner", { serve: "spring" });
  await ground.configure("checkout", { enabled: true });
});

afterEach(async () => {
  await page?.close();
  await host?.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What a backend hands to the page that it renders. */
async function answersOnServer(): Promise<FlagAnswers> {
  const flags = createFlags({ url: server.url, key: ground.secretKey, sampling: 0 });
  await flags.start();
  const answers = answersFor(flags, context);
  await flags.close();
  return answers;
}

async function open(names: ReactNames, bootstrap: FlagAnswers | null, html = ""): Promise<void> {
  const options = { url: server.url, key: ground.publishableKey, context, bootstrap };
  const script = await bundleApp("browser-entry.ts", names, "iife");
  host = await startPage({
    "/app.js": script,
    "/": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Acme</title></head><body><div id="root">${html}</div>
      <script>window.options = ${JSON.stringify(options)}</script><script src="/app.js"></script></body></html>`,
  });
  page = await browser.newPage();
  await page.goto(host.url);
}

const texts = "Object.fromEntries([...document.querySelectorAll('p')].map((p) => [p.id, p.textContent]))";
const seen = () => page.evaluate(texts);
const sees = (texts: Record<string, string>) => expect.poll(seen, { timeout: 30_000, interval: 20 }).toEqual(texts);
const renders = () => page.evaluate("({ ...window.renders })") as Promise<Renders>;
const all = "banner,checkout,layout,theme";

describe.each(versions)("flags in React $version", (names) => {
  it("are rendered on the server, hydrated as they are, and change alone", async () => {
    const loaded = { exports: {} as { render(answers: FlagAnswers): string } };
    const code = await bundleApp("server-entry.ts", names, "cjs");
    new Function("module", "exports", "require", code)(loaded, loaded.exports, createRequire(import.meta.url));
    const answers = await answersOnServer();
    expect(JSON.stringify(answers)).not.toMatch(/"(step|ruleId)":"(?!remote)/);
    const html = loaded.exports.render(answers);
    await open(names, answers, html);
    const rendered = {
      banner: "Spring sale",
      limit: "6",
      theme: "dark",
      details: "on",
      all,
      new: "New",
      layout: "1 column",
    };
    expect(await seen()).toEqual({ ...rendered, state: "cached" });

    // Between rendering and hydrating the flag is switched off.
    await ground.configure("checkout", { enabled: false });
    await page.evaluate("document.getElementById('banner').stood = true; window.start()");
    const { new: _, ...stays } = rendered;
    const now = { ...stays, details: "off", old: "Old", state: "ready" };
    await sees(now);
    expect(await page.evaluate("[window.mended, document.getElementById('banner').stood]")).toEqual([[], true]);

    const before = await renders();
    await ground.configure("banner", { serve: "none" });
    await sees({
      banner: "",
      limit: "6",
      theme: "dark",
      details: "off",
      all,
      state: "ready",
      old: "Old",
      layout: "1 column",
    });
    const after = await renders();
    expect(after).toEqual({ ...before, banner: (before.banner ?? 0) + 1, all: (before.all ?? 0) + 1 });
  });

  it("show neither side before the first answer", async () => {
    await open(names, null);
    await page.evaluate(`window.painted = [];
      new MutationObserver(() => window.painted.push(${texts})).observe(document.body, { childList: true, subtree: true, characterData: true });
      window.start()`);
    const before = { limit: "6", banner: "none", theme: "plain", details: "null", all: "" };
    const after = {
      banner: "Spring sale",
      limit: "6",
      theme: "dark",
      details: "on",
      all,
      new: "New",
      layout: "1 column",
    };
    await sees({ ...after, state: "ready" });
    // Whatever was painted before is one of these.
    expect(await page.evaluate("window.painted[0]")).toEqual({
      ...before,
      state: "starting",
      wait: "Wait",
      layout: "Wait",
    });
    expect(JSON.stringify(await page.evaluate("window.painted"))).not.toMatch(/"Old"|"No layout"/);
  });
});
