import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { houseRuleBreaches } from "./house-rules.ts";

// `npm run check`: everything that can be said about the code without running it.

interface Verdict {
  passed: boolean;
  /** What a failure prints. */
  words: string;
}

async function run(program: string, ...args: string[]): Promise<Verdict> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (words += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { passed: code === 0, words };
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
/** The longest first: several run at a time. */
const checks: Record<string, () => Verdict | Promise<Verdict>> = {
  "derived files": () =>
    run(process.execPath, "--disable-warning=ExperimentalWarning", "scripts/generate.ts", "--check"),
  types: () => run(`${bin}/tsc`, "-p", ".", "--noEmit"),
  "format and lint": () => run(`${bin}/biome`, "check", "--max-diagnostics=40"),
  "import laws": () =>
    run(`${bin}/depcruise`, "--config", ".dependency-cruiser.mjs", "--output-type", "err", ...lawsHoldFor),
  "house rules": () => list(houseRuleBreaches()),
  "one copy of graphql": oneGraphql,
};

const waiting = Object.entries(checks);
let failed = 0;

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, check] = next;
    const startedAt = performance.now();
    const { passed, words } = await check();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${passed ? "passed" : "FAILED"}  ${name} (${seconds} s)\n`);
    if (passed) continue;
    failed += 1;
    process.stdout.write(`${words}\n`);
  }
}

await Promise.all([work(), work()]);
process.exitCode = failed > 0 ? 1 : 0;
