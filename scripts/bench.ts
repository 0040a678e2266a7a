import { globSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { type Benchmark, holds, type Measure } from "../bench/measure.ts";

// `npm run bench`, or `npm run bench -- NAME …` for some. A whole run also writes bench/RESULTS.md.

const { positionals } = parseArgs({ allowPositionals: true, strict: false });

async function findBenchmarks(): Promise<Benchmark[]> {
  const files = globSync("bench/*.ts").sort();
  const modules = await Promise.all(files.map((file) => import(`../${file}`) as Promise<Record<string, unknown>>));
  return modules
    .flatMap((module) => Object.values(module))
    .filter((value): value is Benchmark => typeof (value as Benchmark | null)?.run === "function");
}

function row({ what, value, against, ratio, budget }: Measure): string {
  const verdict = holds({ what, value, against, ratio, budget }) ? "holds" : "MISSED";
  return `| ${what} | ${value} | ${against} | ${ratio.toFixed(2)} | ${budget.sign} ${budget.ratio} | ${verdict} |`;
}

const wanted = (await findBenchmarks()).filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const lines = ["| What | Measured | Against, in the same run | Ratio | Budget | |", "|---|---|---|---|---|---|"];
let missed = 0;
for (const benchmark of wanted) {
  process.stderr.write(`${benchmark.name} …\n`);
  for (const measure of await benchmark.run()) {
    if (!holds(measure)) missed += 1;
    lines.push(row(measure));
    process.stdout.write(`${row(measure)}\n`);
  }
}
if (positionals.length === 0) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.versions.node}`;
  const head = `# Results\n\nWritten by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}. Server, database and load share it.\n`;
  // What needs more than this machine (a clone with its history) stands in sections of its own, which a whole run leaves alone.
  const [, ...sections] = readFileSync("bench/RESULTS.md", "utf8").split(/^(?=## )/m);
  writeFileSync(
    "bench/RESULTS.md",
    `${head}\n${lines.join("\n")}\n${sections.length > 0 ? "\n" : ""}${sections.join("")}`,
  );
}
process.stdout.write(`${lines.length - 2 - missed} of ${lines.length - 2} budgets hold\n`);
if (missed > 0) process.exitCode = 1;
