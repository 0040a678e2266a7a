import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { eventually, startTestServer, type TestServer } from "@plumbline/api/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../../apps/console/test/launch-browser.ts";
import { buildWidgets } from "../../../../scripts/build-widgets.ts";
import { type FlagGround, makeFlags } from "../../../sdk/src/testing/make-flags.ts";
import { type FlakyProxy, startFlakyProxy } from "../../../sdk/src/testing/start-flaky-proxy.ts";
import { type PageServer, startPage } from "../../../sdk/src/testing/start-page.ts";

let server: TestServer;
let proxy: FlakyProxy;
let flags: FlagGround;
let browser: Browser;
let host: PageServer;
let page: Page;
let warnings: string[];

beforeAll(async () => {
  await buildWidgets(resolve(import.meta.dirname, "../../../.."));
  server = await startTestServer();
  proxy = await startFlakyProxy(server.url);
  flags = await makeFlags(server);
  await flags.make("checkout");
  await flags.make("layout", { wide: "wide", narrow: "narrow" }, { serve: "narrow" });
  const staff = { attribute: "plan", operator: "equals", values: ["staff"] };
  await flags.make("beta", undefined, { rules: [{ conditions: [staff], serve: "on" }], serve: "off" });
  browser = await launchBrowser();
}, 90_000);

afterEach(async () => {
  await page?.close();
  await host?.close();
  Object.assign(proxy, { down: false, holdStreams: false });
  proxy.seen.streams = 0;
});

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await server?.close();
});

/** Opens a customer's page. @param around attributes of its body beside the address and the key */
async function open(body: string, around = 'data-plumbline-targeting-key="user-7"', key = flags.publishableKey) {
  host = await startPage({
    "/": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Acme</title>
      <style>plumbline-flag:not(:defined) { display: none }</style>
      <script type="module" src="${server.url}/widgets/flag.js"></script></head>
      <body data-plumbline-api-url="${proxy.url}" data-plumbline-client-key="${key}" ${around}>${body}</body></html>`,
  });
  page = await browser.newPage();
  warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.goto(host.url);
}

const gate = `<plumbline-flag flag="checkout"><template><p>New checkout</p><img src="/new.png" alt=""></template>
  <template slot="else"><p>Old checkout</p></template><p slot="pending">One moment</p></plumbline-flag>`;
/** What a visitor sees. */
const seen = async () => ((await page.evaluate("document.body.innerText")) as string).trim().split(/\s*\n+\s*/);
const sees = (...texts: string[]) => expect.poll(seen, { timeout: 30_000, interval: 20 }).toEqual(texts);
const status = (flag: string) => page.locator(`plumbline-flag[flag="${flag}"]`).first().getAttribute("status");

describe("<plumbline-flag>", () => {
  it("shows each flag's side, over one stream, and another one when the flag changes", async () => {
    await open(`${gate}
      <plumbline-flag flag="checkout"><p>Also new</p><p slot="else">Also old</p></plumbline-flag>
      <plumbline-flag flag="layout"><p slot="wide">Wide</p><p slot="narrow">Narrow</p></plumbline-flag>
      <plumbline-flag flag="layout" variant="wide"><p>Only wide</p><p slot="else">Not wide</p></plumbline-flag>
      <plumbline-flag flag="beta"><p>Beta</p></plumbline-flag>
      <plumbline-flag flag="beta" context='{"plan":"staff"}'><p>Beta for staff</p></plumbline-flag>`);
    await sees("New checkout", "Also new", "Narrow", "Not wide", "Beta for staff");
    // One for the page, one for the element that asks for somebody else.
    expect(proxy.seen.streams).toBe(2);
    expect(await status("checkout")).toBe("ready");
    expect(await page.locator('plumbline-flag[flag="layout"]').first().getAttribute("answer")).toBe("narrow");

    await page.evaluate("addEventListener('plumbline-change', ({ detail }) => (window.told ??= []).push(detail))");
    await flags.kill("checkout");
    await flags.configure("layout", { serve: "wide" });
    await sees("Old checkout", "Also old", "Wide", "Only wide", "Beta for staff");
    expect(await page.evaluate("window.told[0]")).toEqual({ flag: "checkout", variant: "off", slot: "else" });
    expect(warnings).toEqual([]);
    await flags.configure("layout", { serve: "narrow" });
  });

  it("shows and loads nothing of either side before the answer, and what is pending only when it takes long", async () => {
    await flags.make("slow");
    proxy.holdStreams = true;
    await open(gate.replaceAll("checkout", "slow"));
    await sees("One moment");
    expect(host.asked).not.toContain("/new.png");
    expect(await status("slow")).toBe("pending");
    proxy.holdStreams = false;
    proxy.cut();
    await sees("New slow");
    await eventually(() => host.asked.includes("/new.png"));
  });

  it("answers from what it had while the server is away, and follows who is asked for", async () => {
    await open('<plumbline-flag flag="beta"><p>Beta</p><p slot="else">No beta</p></plumbline-flag>');
    await sees("No beta");
    proxy.down = true;
    proxy.cut();
    await page.reload();
    await sees("No beta");
    expect(await status("beta")).toBe("cached");
    proxy.down = false;
    await page.evaluate(`document.querySelector("plumbline-flag").setAttribute("context", '{"plan":"staff"}')`);
    await sees("Beta");
    expect(await status("beta")).toBe("ready");
  });

  it("tells developers what is wrong, and shows visitors the other side", async () => {
    await open(`<plumbline-flag flag="none"><p>Shown?</p><p slot="else">None</p></plumbline-flag>
      <plumbline-flag flag="layout"><p>Which?</p></plumbline-flag>
      <plumbline-flag flag="beta" context="plan"><p>Beta</p><p slot="else">No beta</p></plumbline-flag>`);
    await sees("None", "No beta");
    expect(await Promise.all(["none", "layout", "beta"].map(status))).toEqual(["error", "error", "error"]);
    expect(warnings.sort()).toEqual([
      '<plumbline-flag flag="beta"> shows its slot "else". context is not a JSON object.',
      '<plumbline-flag flag="layout"> shows its slot "else". Flag layout answers string, not yes or no. Name the variant that shows the content: variant="narrow".',
      '<plumbline-flag flag="none"> shows its slot "else". Flag none cannot be answered: No flag none',
    ]);
  });

  it("works as the guide has it", async () => {
    const guide = readFileSync(join(import.meta.dirname, "../../../../docs/guides/use-flags.md"), "utf8");
    const [, html = ""] = /```html\n([\s\S]*?)```/.exec(guide) ?? [];
    await flags.make("new-checkout");
    const text = html
      .replaceAll("https://plumbline.example.com", server.url)
      .replace("plb_pub_…", flags.publishableKey);
    host = await startPage({ "/": `<!doctype html><meta charset="utf-8"><title>Acme</title>${text}` });
    page = await browser.newPage();
    await page.goto(host.url);
    await sees("New checkout", "One column");
  });

  it.each([
    ["plb_pub_unknown", /This credential is unknown/],
    ["plb_live_secret", /must be a publishable key/],
  ])("says why the key %s is not taken", async (key, reason) => {
    await open(gate, "", key);
    await sees("Old checkout");
    expect(await status("checkout")).toBe("error");
    expect(warnings.join()).toMatch(reason);
  });
});
