import { join } from "node:path";
import { OpenFeature as Server } from "@openfeature/server-sdk";
import { OpenFeature as Web } from "@openfeature/web-sdk";
import { startTestServer, type TestServer } from "@plumbline/api/testing";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../../apps/console/test/launch-browser.ts";
import { createFlags } from "../flags/node/index.ts";
import { WebFlagClient } from "../flags/web/index.ts";
import { type FlagGround, makeFlags } from "../testing/make-flags.ts";
import { startPage } from "../testing/start-page.ts";
import { PlumblineServerProvider, PlumblineWebProvider } from "./index.ts";
import { appliesTo } from "./testing/applies-to.ts";
import { readScenarios } from "./testing/read-scenarios.ts";
import { remoteSides } from "./testing/remote-sides.ts";
import { specificationFlags } from "./testing/specification-flags.ts";
import { playScenario } from "./testing/steps.ts";

let server: TestServer;
let ground: FlagGround;

beforeAll(async () => {
  server = await startTestServer({ env: { API_COST_PER_SECOND: "100000" } });
  ground = await makeFlags(server);
  for (const { key, variants, serve, defaultVariant, enabled, rules = [] } of specificationFlags().flags)
    await ground.make(key, variants, { serve, defaultVariant, enabled, rules });
  for (const side of remoteSides) await side.connect(ground);
}, 90_000);

afterAll(async () => {
  await Server.close();
  await Web.close();
  await server?.close();
});

it("changes in a page when the flag does and when somebody signs in, with the stock provider and with ours", async () => {
  await ground.make("layout", { wide: "wide", narrow: "narrow" }, { serve: "narrow" });
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "testing/browser-page.ts")],
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "silent",
  });
  const host = await startPage({
    "/page.js": outputFiles[0]?.text ?? "",
    "/": '<!doctype html><title>Acme</title><body><script type="module" src="/page.js"></script></body>',
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const sees = (text: string) =>
      expect.poll(() => page.evaluate("document.body.innerText"), { timeout: 30_000 }).toMatch(text);
    await page.goto(`${host.url}/#${new URLSearchParams({ url: server.url, key: ground.publishableKey })}`);
    await sees("stock narrow\n\nours narrow");
    await ground.configure("layout", { serve: "wide" });
    await sees("stock wide\n\nours wide");
    const staff = { attribute: "plan", operator: "equals", values: ["staff"] };
    await ground.configure("layout", { rules: [{ conditions: [staff], serve: "narrow" }] });
    await page.evaluate("OpenFeature.setContext({ targetingKey: 'user-8', plan: 'staff' })");
    await sees("stock narrow\n\nours narrow");
  } finally {
    await browser.close();
    await host.close();
  }
});

describe.each(remoteSides)("the specification's scenarios with $name and a running server", (side) => {
  // Ours take the second suite in specification.test.ts, where it costs nothing.
  const stock = side.name.startsWith("@openfeature/");
  const scenarios = ["evaluation.feature", ...(stock ? ["evaluation_v2.feature"] : [])]
    .flatMap(readScenarios)
    // In which state a provider is, is not the server's affair.
    .filter((scenario) => appliesTo(scenario, side) && !scenario.tags.includes("@provider-status"));

  it.each(scenarios)("$name", ({ steps }) => playScenario(side, steps));
});

it("is fatal when the key was turned down", async () => {
  const url = server.url;
  const flags = createFlags({ url, key: "plb_live_unknown" });
  const refused = /unknown, was revoked or has expired/;
  await expect(Server.setProviderAndWait("refused", new PlumblineServerProvider(flags))).rejects.toThrow(refused);
  const webFlags = new WebFlagClient({ url, key: "plb_pub_unknown" });
  await expect(Web.setProviderAndWait("refused", new PlumblineWebProvider(webFlags))).rejects.toThrow(refused);
  const states = [Server.getClient("refused").providerStatus, Web.getClient("refused").providerStatus];
  expect(states).toEqual(["FATAL", "FATAL"]);
});
