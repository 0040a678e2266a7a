import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeFlagGround, startTestServer } from "@plumbline/api/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

const home = join(import.meta.dirname, "../..");
const main = join(import.meta.dirname, "main.ts");
const compiler = join(home, "../../node_modules/.bin/tsc");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-cli-"));
  mkdirSync(join(folder, "node_modules/@plumbline"), { recursive: true });
  symlinkSync(home, join(folder, "node_modules/@plumbline/sdk"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function outcomeOf(command: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const options = { cwd: folder, env: { ...process.env, PLUMBLINE_URL: "", PLUMBLINE_API_KEY: "", ...env } };
  return promisify(execFile)(command, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Outcome) => ({ code, stdout, stderr }),
  );
}

const plumbline = (args: string[], env?: Record<string, string>) =>
  outcomeOf(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...args], env);

it("writes code that the compiler accepts, and in which wrong names and values are errors", async () => {
  const snapshot = {
    version: 12,
    environment: "production",
    segments: [],
    flags: [
      { key: "checkout-v2", variants: { on: true, off: false } },
      { key: "theme", variants: { "dark mode": "d", light: "l" } },
      { key: "limits", variants: { small: { max: 1, tags: ["a"] }, large: { max: 9, tags: [] } } },
    ],
  };
  writeFileSync(join(folder, "snapshot.json"), JSON.stringify(snapshot));
  const written = await plumbline(["flags", "generate", "--from", "snapshot.json", "--out", "flags.gen.ts"]);
  expect(written).toMatchObject({ code: 0, stdout: "flags.gen.ts: 3 flags from version 12 of production.\n" });
  const use = (body: string) => `
    import { FlagClient } from "@plumbline/sdk/flags/client";
    import { typedFlags } from "./flags.gen.ts";
    const flags = typedFlags(new FlagClient({ source: null as never }));
    ${body}`;
  writeFileSync(
    join(folder, "right.ts"),
    use(`
      const on: boolean = flags.isEnabled("checkout-v2");
      const theme: "dark mode" | "light" | null = flags.getVariant("theme", { targetingKey: "anna" });
      const max: number = flags.getValue("limits", {}, { max: 3, tags: [] }).max;
      export { max, on, theme };`),
  );
  writeFileSync(
    join(folder, "wrong.ts"),
    use(`
      flags.isEnabled("checkout-v3");
      flags.isEnabled("theme");
      const theme: "dim" | null = flags.getVariant("theme");
      flags.getValue("limits", {}, { max: "3", tags: [] });
      export { theme };`),
  );
  const options = [
    "--noEmit",
    "--strict",
    "--target",
    "es2023",
    "--module",
    "nodenext",
    "--lib",
    "es2024,dom,dom.iterable",
  ];
  const check = (file: string) =>
    outcomeOf(compiler, [...options, "--skipLibCheck", "--allowImportingTsExtensions", "--types", "", file]);
  expect(await check("right.ts")).toMatchObject({ code: 0, stdout: "" });
  const wrong = await check("wrong.ts");
  expect(wrong.stdout.match(/wrong\.ts\((\d+),\d+\): error TS\d+/g)).toHaveLength(4);
  expect(wrong.stdout).toContain(`'"checkout-v3"'`);
});

it("asks the API with a key, and says when the file is not as the flags are", async () => {
  const server = await startTestServer();
  try {
    const ground = await makeFlagGround(server);
    await ground.makeFlag({ key: "beta-search" });
    const env = { PLUMBLINE_URL: server.url, PLUMBLINE_API_KEY: ground.secretKey };
    const generate = ["flags", "generate", "--out", "api.gen.ts"];
    expect(await plumbline(generate, env)).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "api.gen.ts"), "utf8")).toContain(
      '"beta-search": { variant: "on" | "off"; value: boolean };',
    );
    expect(await plumbline([...generate, "--check"], env)).toMatchObject({ code: 0 });
    await ground.makeFlag({ key: "another" });
    expect(await plumbline([...generate, "--check"], env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("api.gen.ts is not as the flags are now."),
    });
    const refused = await plumbline(generate, { ...env, PLUMBLINE_API_KEY: "plb_live_none" });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("This credential is unknown") });
    expect(await plumbline(generate)).toMatchObject({ code: 1, stderr: expect.stringContaining("PLUMBLINE_URL") });
    expect(await plumbline(["flag"])).toMatchObject({ code: 2, stderr: expect.stringContaining('no command "flag"') });
  } finally {
    await server.close();
  }
});
