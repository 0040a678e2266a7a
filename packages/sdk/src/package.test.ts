import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { graphqlOver, makeWorkspace, startTestServer, type TestServer } from "@plumbline/api/testing";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doorTwin } from "./logs/testing/door-twin.ts";
import { makeFlags } from "./testing/make-flags.ts";
import { runFlagGuide } from "./testing/run-flag-guide.ts";

const run = promisify(execFile);
const home = join(import.meta.dirname, "..");
const { pnpmVersion } = (await import(join(home, "../../scripts/pnpm-version.mjs"))) as { pnpmVersion: string };

const proGetsWide = [{ conditions: [{ attribute: "plan", operator: "equals", values: ["pro"] }], serve: "wide" }];

// What people install is the tarball, not this folder: everything here looks at that.
describe("the packed package", () => {
  let folder: string;
  let tarballPath: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "plumbline-sdk-"));
    await run("npx", ["-y", `pnpm@${pnpmVersion}`, "pack", "--pack-destination", folder], { cwd: home });
    const name = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
    tarballPath = join(folder, name);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
    await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${name}`, "graphql@16.15.0"], {
      cwd: folder,
    });
    server = await startTestServer();
  }, 180_000);

  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("points at files that exist, as publint wants it", async () => {
    const { messages } = await publint({
      pack: { tarball: new Uint8Array(readFileSync(tarballPath)).buffer },
      strict: true,
    });
    expect(messages.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([]);
  });

  it("has the right types for every way of importing it", async () => {
    // In a process of its own: the test runner resolves its `development` condition, which points at TypeScript in node_modules.
    const check = `
      const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
      const { readFileSync } = await import("node:fs");
      const { problems } = await checkPackage(createPackageFromTarballData(readFileSync(process.argv[1])));
      // Resolution without \`exports\` (node10) is what TypeScript itself has given up.
      console.log(JSON.stringify(problems.filter(({ resolutionKind }) => resolutionKind !== "node10")));`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", check, tarballPath], { cwd: home });
    expect(JSON.parse(stdout)).toEqual([]);
  });

  const program = (load: (path: string) => string) => `
    const { createPlumbline, NetworkError } = ${load("@plumbline/sdk")};
    const { createEmbed } = ${load("@plumbline/sdk/embed")};
    const { verifyWebhook } = ${load("@plumbline/sdk/webhooks")};
    const { compileSnapshot } = ${load("@plumbline/sdk/flags")};
    const { findProblems } = ${load("@plumbline/sdk/flags/authoring")};
    const { FlagClient } = ${load("@plumbline/sdk/flags/client")};
    const { fileStore } = ${load("@plumbline/sdk/flags/node")};
    const { WebFlagClient } = ${load("@plumbline/sdk/flags/web")};
    const { TenantsDocument } = ${load("@plumbline/sdk/operations")};
    const { createLogger } = ${load("@plumbline/sdk/logs")};
    const { logRequests } = ${load("@plumbline/sdk/logs/node")};
    const { PlumblineTransport } = ${load("@plumbline/sdk/logs/winston")};
    const main = async () => {
      const client = createPlumbline({ url: ${JSON.stringify(server.url)}, apiKey: "plb_live_none" });
      const { error } = await client.query(TenantsDocument, { slug: "meridian" });
      const ended = new Promise((resolve) => client.live("subscription { events(workspaceId: \\"ws_0\\") { cursor } }", {}, { onEvent() {}, onEnd: resolve }));
      console.log(error.code, (await ended).code, typeof createEmbed, typeof verifyWebhook, new NetworkError("x", 1).code);
      client.close();
      const { reason } = compileSnapshot({ version: 1, environment: "production", flags: [], segments: [] }).evaluate("none");
      console.log(reason, typeof findProblems, typeof FlagClient, typeof fileStore, typeof WebFlagClient);
      console.log(typeof createLogger, typeof logRequests, typeof PlumblineTransport);
    };
    main();`;

  it.each([
    ["ESM", "main.mjs", (path: string) => `await import("${path}")`],
    ["CommonJS", "main.cjs", (path: string) => `require("${path}")`],
  ])("runs as %s against a real server", async (_, file, load) => {
    writeFileSync(join(folder, file), program(load));
    const { stdout } = await run(process.execPath, [file], { cwd: folder });
    expect(stdout.trim()).toBe(
      "UNAUTHENTICATED UNAUTHENTICATED function function NETWORK\nERROR function function function function" +
        "\nfunction function function",
    );
  });

  it("evaluates what every program of the guide to flags asks for", async () => {
    const ground = await makeFlags(server);
    await ground.make("new-checkout");
    await ground.make("layout", { wide: "wide", narrow: "narrow" }, { rules: proGetsWide, serve: "narrow" });
    await ground.make("banner", { spring: "Spring sale", none: "" });
    const { js, jsx, sh } = await runFlagGuide(folder, ground);
    expect(js).toEqual([
      expect.stringMatching(/^true\nwide\n\{[^}]*value: 'wide'[^}]*reason: 'TARGETING_MATCH'/),
      expect.stringMatching(/^true\nchanged: \[ 'layout' \]$/),
      "wide wide TARGETING_MATCH",
      "wide",
      "true",
      "true",
    ]);
    expect(jsx).toEqual(["<p>Spring sale</p><p>New checkout</p><p>One column</p>"]);
    expect(sh.map((text) => JSON.parse(text))).toMatchObject([{ key: "new-checkout", value: true, reason: "STATIC" }]);
  });

  it("delivers the entries of every program in the guide to sending logs", async () => {
    for (const name of ["pino", "winston"])
      symlinkSync(join(home, "node_modules", name), join(folder, "node_modules", name));
    const guide = readFileSync(join(home, "../../docs/guides/send-logs.md"), "utf8");
    const programs = [...guide.matchAll(/```js\n([\s\S]*?)```/g)].map(([, text]) => text ?? "");
    const delivered = await Promise.all(
      programs.map(async (text, index) => {
        const door = doorTwin();
        const { url, close } = await door.listen();
        writeFileSync(join(folder, `guide-${index}.mjs`), text);
        const env = { ...process.env, PLUMBLINE_URL: url, PLUMBLINE_API_KEY: "plb_live_1" };
        await run(process.execPath, [`guide-${index}.mjs`], { cwd: folder, env });
        await close();
        return door.entries().map(({ body }) => body);
      }),
    );
    expect(delivered).toEqual([
      ["Cart opened", "Card answered slowly", "Payment failed"],
      ["Cart opened", expect.stringMatching(/^GET \/carts\/7 200 in \d+ ms$/)],
      ["Refund to [iban] for [email]"],
      ["Cart opened"],
      ["Cart opened"],
    ]);
  });

  it("has its log entries stored by the real door, once although an answer was lost", async () => {
    const { id, slug, owner } = await makeWorkspace(server);
    const ask = async (query: string, variables: object) =>
      (await graphqlOver(server.url, query, { ...variables }, { cookie: owner.cookie })).data;
    const { workspace } = await ask(
      "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id key } } } }",
      { slug },
    );
    const { createApiKey } = await ask(
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } } }",
      {
        input: {
          workspaceId: id,
          environmentId: workspace.environments.nodes.find(({ key }: { key: string }) => key === "production").id,
          kind: "SECRET",
          name: "logger",
          scopes: ["logs:write"],
        },
      },
    );
    const { createLogger } = (await import(
      join(folder, "node_modules/@plumbline/sdk/dist/logs.js")
    )) as typeof import("./logs/index.ts");
    let lost = 0;
    const losesTheFirstAnswer: typeof fetch = async (...given) => {
      const response = await fetch(...given);
      if (lost++ > 0) return response;
      throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
    };
    const options = { url: server.url, apiKey: createApiKey.key, service: "checkout-api", onProblem() {} };
    const log = createLogger({ ...options, fetch: losesTheFirstAnswer, retryBaseMs: 20 });
    log
      .child({ tenant: "acme", traceId: "4bf92f3577b34da6a3ce929d0e0e4736" })
      .warn("Slow", { big: 2n ** 60n, list: [1, "a"] });
    log.error("Payment failed", new RangeError("no route"));
    expect(await log.flush(20_000)).toBe(0);
    expect([lost, log.status]).toMatchObject([2, { delivered: 2, dropped: 0, refused: 0 }]);
    const { workspace: stored } = await ask(
      "query ($slug: String!) { workspace(slug: $slug) { logs(first: 10) { nodes { level body service tenant traceId environment { key } attributes } } } }",
      { slug },
    );
    expect(stored.logs.nodes).toMatchObject([
      {
        level: "ERROR",
        body: "Payment failed",
        service: "checkout-api",
        environment: { key: "production" },
        attributes: { "exception.type": "RangeError", "exception.message": "no route" },
      },
      { level: "WARN", tenant: "acme", traceId: "4bf92f3577b34da6a3ce929d0e0e4736", attributes: { list: [1, "a"] } },
    ]);
  });
});
