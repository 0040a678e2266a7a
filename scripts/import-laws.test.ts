import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// A law that nothing can break is no law: each is broken once, in a small house of its own.

const root = resolve(import.meta.dirname, "..");
const domains = "packages/api/src/domains";
let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), "plumbline-laws-"));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
  copyFileSync(join(root, ".dependency-cruiser.mjs"), join(house, ".dependency-cruiser.mjs"));
  copyFileSync(join(root, "tsconfig.json"), join(house, "tsconfig.json"));
});
afterEach(() => rmSync(house, { recursive: true, force: true }));

/** The names of the laws that these files break. Each file maps to what it imports. */
function brokenBy(files: Record<string, string[]>): string[] {
  for (const [path, imports] of Object.entries(files)) {
    mkdirSync(join(house, dirname(path)), { recursive: true });
    const lines = imports.map(
      (target, index) => `import * as m${index} from "${target}";\nexport const n${index} = m${index};`,
    );
    writeFileSync(join(house, path), `${lines.join("\n")}\nexport const own = 1;\n`);
  }
  const args = ["--config", ".dependency-cruiser.mjs", "--output-type", "json", "packages"];
  const { stdout } = spawnSync(join(root, "node_modules/.bin/depcruise"), args, { cwd: house, encoding: "utf8" });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map((violation) => violation.rule.name))].sort();
}

const breaches: { law: string; files: Record<string, string[]> }[] = [
  {
    law: "no-upward-to-",
    files: {
      [`${domains}/accounts/sign-up.ts`]: ["../integrations/index.ts"],
      [`${domains}/integrations/index.ts`]: [],
    },
  },
  {
    law: "domains-by-their-face",
    files: {
      [`${domains}/integrations/connect.ts`]: ["../workspaces/inner.ts"],
      [`${domains}/workspaces/inner.ts`]: [],
    },
  },
  {
    law: "core-by-the-face",
    files: { "packages/api/src/service/a.ts": ["../domains/tenants/inner.ts"], [`${domains}/tenants/inner.ts`]: [] },
  },
  {
    law: "no-sql-in-graphql-or-transport",
    files: {
      [`${domains}/tenants/graphql/tenant-type.ts`]: ["../../../../../db/src/with-workspace.ts"],
      "packages/db/src/with-workspace.ts": [],
    },
  },
  {
    law: "with-system-is-rare",
    files: {
      [`${domains}/tenants/list-tenants.ts`]: ["../../../../db/src/with-system.ts"],
      "packages/db/src/with-system.ts": [],
    },
  },
  {
    law: "sdk-stands-alone",
    files: { "packages/sdk/src/client.ts": ["../../api/src/app.ts"], "packages/api/src/app.ts": [] },
  },
  {
    law: "no-cycles",
    files: { "packages/api/src/a.ts": ["./b.ts"], "packages/api/src/b.ts": ["./a.ts"] },
  },
  {
    law: "no-grab-bags",
    files: { "packages/api/src/a.ts": ["./utils/dates.ts"], "packages/api/src/utils/dates.ts": [] },
  },
  {
    law: "no-test-code-in-production",
    files: { "packages/api/src/a.ts": ["./testing/index.ts"], "packages/api/src/testing/index.ts": [] },
  },
];

test.each(breaches)("$law can be broken, and is then named", ({ law, files }) => {
  expect(brokenBy(files)).toEqual([expect.stringContaining(law)]);
});

test("a verb that knows a lower domain by its face breaks none", () => {
  expect(
    brokenBy({
      [`${domains}/integrations/connect.ts`]: ["../workspaces/index.ts"],
      [`${domains}/workspaces/index.ts`]: [],
    }),
  ).toEqual([]);
});
