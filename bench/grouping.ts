import { parseArgs } from "node:util";
import { findSets, howSetsLook, type SetFile } from "./grouping/find-sets.ts";
import { NotStructured } from "./grouping/read-structured.ts";
import { type ScoredSet, scoreSet } from "./grouping/score-set.ts";
import { type Benchmark, type Measure, perSecond, rate } from "./measure.ts";

const options = {
  /** A folder with CSV files that have the columns Content and EventId, at any depth; or one such file. */
  data: { type: "string" },
  /** Prints the true groups of a set that were missed, with an example of each. */
  show: { type: "string" },
} as const;

/**
 * Sets on which numbers of words and forms of values were chosen: every other one of the sixteen of LogHub, by the alphabet. Only
 * the report knows them; no rule does. The others were judged first without having been looked at, see bench/RESULTS.md.
 */
const tunedOn = /^(?:Android|BGL|HDFS|HPC|Mac|OpenStack|Spark|Windows)(?:_|$)/;

/** `npm run bench -- grouping --data DIR`: groups every set of a folder as it would come in, and compares with the truth beside it. */
export const grouping: Benchmark = {
  name: "grouping",
  async run(): Promise<Measure[]> {
    const { values } = parseArgs({ options, strict: false });
    if (typeof values.data !== "string") {
      process.stderr.write("grouping needs logs with their truth: npm run bench -- grouping --data DIR\n");
      return [];
    }
    try {
      const scored = scoreSets(findSets(values.data), values.show);
      const peak = Math.round(process.resourceUsage().maxRSS / 1024).toLocaleString("en");
      process.stderr.write(`At most ${peak} MB of memory were in use.\n`);
      return measuresOf(scored);
    } catch (error) {
      process.stderr.write(`Nothing was measured: ${(error as Error).message}\n`);
      process.exitCode = 1;
      return [];
    }
  },
};

/** @throws when no file can be measured */
function scoreSets(files: readonly SetFile[], show: unknown): ScoredSet[] {
  const scored: ScoredSet[] = [];
  const leftOut: string[] = [];
  for (const { name, path } of files) {
    try {
      const set = scoreSet(name, path, show === name);
      scored.push(set);
      for (const example of set.missed) process.stderr.write(`${example}\n`);
    } catch (error) {
      if (!(error instanceof NotStructured)) throw new Error(`${path}: ${(error as Error).message}.`);
      leftOut.push(`${path}: ${error.message}`);
    }
  }
  const shown = `${leftOut.slice(0, 3).join("; ")}${leftOut.length > 3 ? `; and ${leftOut.length - 3} more` : ""}`;
  if (scored.length === 0) throw new Error(`no file could be read. ${shown}. ${howSetsLook}`);
  if (leftOut.length > 0) process.stderr.write(`Left out, as they are no sets: ${shown}. ${howSetsLook}\n`);
  return scored;
}

function measuresOf(scored: readonly ScoredSet[]): Measure[] {
  for (const { name, mined, masked, plain, groups, trueGroups } of scored) {
    process.stderr.write(
      `${name.padEnd(14)} ${percent(mined)}  without mining ${percent(masked)}  plain masking ${percent(plain)}  ${groups} groups, truly ${trueGroups}\n`,
    );
  }
  const tuned = scored.filter(({ name }) => tunedOn.test(name));
  const others = scored.filter(({ name }) => !tunedOn.test(name));
  const lines = scored.reduce((sum, each) => sum + each.lines, 0);
  const pace = perSecond(
    lines,
    scored.reduce((sum, each) => sum + each.milliseconds, 0),
  );
  const plain = mean(scored, "plain");
  return [
    accuracyMeasure(`Grouping accuracy, mean of ${scored.length} sets`, mean(scored, "mined"), plain),
    ...(tuned.length > 0 && others.length > 0
      ? [
          accuracyMeasure(
            `Grouping accuracy, ${tuned.length} sets that were tuned on`,
            mean(tuned, "mined"),
            mean(tuned, "plain"),
          ),
          accuracyMeasure(
            `Grouping accuracy, the ${others.length} others`,
            mean(others, "mined"),
            mean(others, "plain"),
          ),
        ]
      : []),
    {
      what: "Grouping, lines taken in on one core",
      value: rate(pace),
      against: "the 5,000 entries a second of the live tail's budget, were each an error",
      ratio: pace / 5000,
      budget: { sign: ">=", ratio: 1 },
    },
  ];
}

function accuracyMeasure(what: string, value: number, plain: number): Measure {
  return {
    what,
    value: percent(value),
    against: `90 %; plain masking in the same run ${percent(plain)}`,
    ratio: value / 0.9,
    budget: { sign: ">=", ratio: 1 },
  };
}

function mean(scored: readonly ScoredSet[], what: "plain" | "masked" | "mined"): number {
  return scored.reduce((sum, each) => sum + each[what], 0) / scored.length;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
