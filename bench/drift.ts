import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import { alertThreshold } from "../packages/api/src/domains/documents/detector/detect-drift.ts";
import { findPatterns } from "./drift/find-patterns.ts";
import { fitWeights } from "./drift/fit-weights.ts";
import type { DriftPatterns } from "./drift/read-history.ts";
import { type Judged, replayHistory } from "./drift/replay-history.ts";
import { type HistoryScore, scoreHistory } from "./drift/score-history.ts";
import { type Benchmark, type Measure, ms } from "./measure.ts";

const options = {
  /** A clone with its history; a bare one is enough. */
  repo: { type: "string" },
  /** Globs of code and of documents, from the root of the repository. Default: found in its newest tree. */
  code: { type: "string", multiple: true },
  docs: { type: "string", multiple: true },
  /** What to call it in the results. Default the folder's name. */
  label: { type: "string" },
  /** Fits the weights on the older half and prints them, instead of measuring. */
  fit: { type: "boolean", default: false },
} as const;

/**
 * `npm run bench -- drift --repo PATH`: replays a history in which code and documents change together, and compares what the
 * detector would have flagged with what people really edited. The weights were fitted on the older half of one repository: the
 * newer half is what counts. Without `--repo` there is nothing to replay.
 */
export const drift: Benchmark = {
  name: "drift",
  async run(): Promise<Measure[]> {
    const { values } = parseArgs({ options, strict: false });
    if (typeof values.repo !== "string") {
      process.stderr.write("drift needs a history: npm run bench -- drift --repo PATH\n");
      return [];
    }
    const found = findPatterns(values.repo);
    const patterns: DriftPatterns = {
      code: (values.code as string[] | undefined) ?? found.code,
      documents: (values.docs as string[] | undefined) ?? found.documents,
    };
    process.stderr.write(`code: ${patterns.code.join(" ")}\ndocuments: ${patterns.documents.join(" ")}\n`);
    const judged = await replayHistory(values.repo, patterns);
    const { older, newer } = halves(judged);
    if (values.fit) {
      process.stdout.write(`${JSON.stringify(fitWeights(older), null, 2)}\n`);
      return [];
    }
    const label = typeof values.label === "string" ? values.label : nameOf(values.repo);
    report(`${label}, older half`, scoreHistory(older, alertThreshold));
    return measuresOf(`${label}, newer half`, scoreHistory(newer, alertThreshold));
  },
};

/** A bare clone's folder is often only called `repo`. */
function nameOf(path: string): string {
  const name = basename(path).replace(/\.git$/, "");
  return name === "repo" || name === "" ? (basename(dirname(path)).split("+").at(-1) ?? name) : name;
}

/** Both halves hold as many commits that edited documents. */
function halves(judged: readonly Judged[]): { older: Judged[]; newer: Judged[] } {
  const joint = judged.filter(({ edited }) => edited > 0);
  const middle = joint[Math.floor(joint.length / 2)];
  const at = middle ? judged.indexOf(middle) : 0;
  return { older: judged.slice(0, at), newer: judged.slice(at) };
}

function report(label: string, score: HistoryScore): void {
  process.stderr.write(`${label}: ${JSON.stringify(score)}\n`);
}

function measuresOf(label: string, score: HistoryScore): Measure[] {
  report(label, score);
  const commits = `${score.joint} commits that changed code and documents`;
  return [
    {
      what: `Drift, ${label}: recall@5`,
      value: score.recall.toFixed(3),
      against: `0.6, over ${commits}`,
      ratio: score.recall / 0.6,
      budget: { sign: ">=", ratio: 1 },
    },
    {
      what: `Drift, ${label}: recall@5 beside equal file names`,
      value: score.recall.toFixed(3),
      against: `documents that have a changed file's name first, ${score.sameNameRecall.toFixed(3)}`,
      ratio: score.recall / score.sameNameRecall,
      budget: { sign: ">=", ratio: 2 },
    },
    {
      what: `Drift, ${label}: recall@5 beside words of file names`,
      value: score.recall.toFixed(3),
      against: `ranking by the words that file names share, ${score.wordsRecall.toFixed(3)}`,
      ratio: score.recall / score.wordsRecall,
      budget: { sign: ">=", ratio: 2 },
    },
    {
      what: `Drift, ${label}: precision at the alert threshold (${alertThreshold})`,
      value: `${score.precision.toFixed(3)} (${score.precisionOverall.toFixed(3)} with every alert on the ${score.other} other commits counted as wrong)`,
      against: "0.5",
      ratio: score.precision / 0.5,
      budget: { sign: ">=", ratio: 1 },
    },
    {
      what: `Drift, ${label}: false alarms for 100 other commits`,
      value: score.falseAlarms.toFixed(1),
      against: `10, over ${score.other} commits that changed code only`,
      ratio: score.falseAlarms / 10,
      budget: { sign: "<=", ratio: 1 },
    },
    {
      what: `Drift, ${label}: ranking a change, p99`,
      value: `${ms(score.slow)} (median ${ms(score.median)})`,
      against: "500 ms",
      ratio: score.slow / 500,
      budget: { sign: "<=", ratio: 1 },
    },
  ];
}
