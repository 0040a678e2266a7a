import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// A provider is one file: added here to a copy of the tree by the scaffold, found by the registry, and put through the contract suite.

const root = resolve(import.meta.dirname, "..");
const registry = "packages/api/src/domains/integrations/registry.gen.ts";
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "plumbline-provider-"));
  const skipped = new Set(["node_modules", "dist", ".plumbline"]);
  const own = (path: string) => !skipped.has(path.split("/").at(-1) ?? "");
  for (const part of ["packages", "scripts", "docs", "package.json", "tsconfig.json", "biome.json"]) {
    cpSync(join(root, part), join(house, part), { recursive: true, filter: own });
  }
  for (const place of [".", ...readdirSync(join(root, "packages")).map((name) => `packages/${name}`)]) {
    const modules = join(root, place, "node_modules");
    if (existsSync(modules)) symlinkSync(modules, join(house, place, "node_modules"));
  }
  // The contract suite needs no database; the repository's own configuration would start one.
  const config = { test: { experimental: { viteModuleRunner: false }, include: ["packages/**/*.test.ts"] } };
  writeFileSync(join(house, "vitest.config.mjs"), `export default ${JSON.stringify(config)};\n`);
}, 60_000);
afterAll(() => rmSync(house, { recursive: true, force: true }));

function run(...args: string[]) {
  const options = { cwd: house, encoding: "utf8", env: { ...process.env, CI: "true" } } as const;
  return spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], options);
}

test("one new file stands in the catalogue and passes the contract suite", { timeout: 120_000 }, () => {
  const made = run("scripts/new-provider.ts", "statuspal", "StatusPal");
  expect(made.status, made.stderr).toBe(0);
  const generated = run("scripts/generate.ts", "registries");
  expect(generated.status, generated.stderr).toBe(0);
  expect(readFileSync(join(house, registry), "utf8")).toContain("/providers/statuspal.ts");
  const suite = "packages/api/src/domains/integrations/provider-contract.test.ts";
  const tested = run("node_modules/vitest/vitest.mjs", "run", suite, "-t", "statuspal", "--reporter=verbose");
  expect(tested.status, tested.stdout + tested.stderr).toBe(0);
  expect(tested.stdout).toMatch(/statuspal.*genuine is taken and becomes its signals/);
  expect(tested.stdout).toMatch(/statuspal.*forged, unsigned and stale are refused/);
});

test("a provider whose sample says something else than its code fails the suite", { timeout: 120_000 }, () => {
  const file = join(house, "packages/api/src/domains/integrations/providers/statuspal.ts");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace('signals: ["incident.opened"]', 'signals: ["incident.closed"]'),
  );
  const suite = "packages/api/src/domains/integrations/provider-contract.test.ts";
  expect(run("node_modules/vitest/vitest.mjs", "run", suite, "-t", "statuspal").status).toBe(1);
});
