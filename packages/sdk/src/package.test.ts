import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startTestServer, type TestServer } from "@plumbline/api/testing";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doorTwin } from "./logs/testing/door-twin.ts";

const run = promisify(execFile);
const home = join(import.meta.dirname, "..");
const { pnpmVersion } = (await import(join(home, "../../scripts/pnpm-version.mjs"))) as { pnpmVersion: string };

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
    server = await startTestServer({ roles: ["serve"] });
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
      console.log(reason, typeof findProblems, typeof FlagClient, typeof fileStore);
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
      "UNAUTHENTICATED UNAUTHENTICATED function function NETWORK\nERROR function function function" +
        "\nfunction function function",
    );
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
});
