import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { houseRuleBreaches } from "./house-rules.ts";

// `npm run check`: everything that can be said about the code without running it.

interface Verdict {
  passed: boolean;
  /** What a failure prints. */
  words: string;
}

function run(program: string, ...args: string[]): Verdict {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return { passed: status === 0, words: `${stdout}${stderr}` };
}

function list(breaches: string[]): Verdict {
  return { passed: breaches.length === 0, words: breaches.join("\n") };
}

/** One copy of graphql: a second one turns typed errors into "another module or realm". */
function oneGraphql(): Verdict {
  const found = globSync("node_modules/.pnpm/graphql@*/node_modules/graphql/package.json").map(
    (path) => (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version,
  );
  return list(new Set(found).size === 1 ? [] : [`There are ${found.length} copies: ${found.join(", ")}`]);
}

const bin = "node_modules/.bin";
const lawsHoldFor = ["packages", "apps/console/src", "scripts"];
const checks: Record<string, () => Verdict> = {
  "format and lint": () => run(`${bin}/biome`, "check", "--max-diagnostics=40"),
  types: () => run(`${bin}/tsc`, "-p", ".", "--noEmit"),
  "import laws": () =>
    run(`${bin}/depcruise`, "--config", ".dependency-cruiser.mjs", "--output-type", "err", ...lawsHoldFor),
  "house rules": () => list(houseRuleBreaches()),
  "derived files": () =>
    run(process.execPath, "--disable-warning=ExperimentalWarning", "scripts/generate.ts", "--check"),
  "one copy of graphql": oneGraphql,
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const startedAt = performance.now();
  const { passed, words } = check();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${passed ? "passed" : "FAILED"}  ${name} (${seconds} s)\n`);
  if (passed) continue;
  failed += 1;
  process.stdout.write(`${words}\n`);
}
process.exitCode = failed > 0 ? 1 : 0;
