import { quantile } from "../measure.ts";
import type { Judged } from "./replay-history.ts";

/** How well a stretch of history was foreseen. */
export interface HistoryScore {
  /** Commits that changed code and documents. */
  joint: number;
  /** Commits that changed code only. */
  other: number;
  /** Mean share of the really edited documents among the first five. */
  recall: number;
  /** The same for the order by the words that file names share, and by equal file names. */
  wordsRecall: number;
  sameNameRecall: number;
  /** Share of the alerts on joint commits whose document was edited. */
  precision: number;
  /** The same over all commits: every alert on a commit that edited no document counts as wrong. */
  precisionOverall: number;
  alerts: number;
  /** Alerts on other commits, for each hundred of them. */
  falseAlarms: number;
  /** Milliseconds that half of the commits, and 99 of 100, took to rank. */
  median: number;
  slow: number;
}

const first = 5;

export function scoreHistory(judged: readonly Judged[], threshold: number): HistoryScore {
  const joint = judged.filter(({ edited }) => edited > 0);
  const other = judged.filter(({ edited }) => edited === 0);
  const alertsOf = (commits: readonly Judged[]) =>
    commits.flatMap(({ documents }) => documents.filter(({ score }) => score >= threshold));
  const told = alertsOf(joint);
  const right = told.filter(({ edited }) => edited).length;
  const wrong = alertsOf(other).length;
  const times = judged.map(({ milliseconds }) => milliseconds);
  return {
    joint: joint.length,
    other: other.length,
    recall: mean(joint.map(({ documents, edited }) => hits(documents.map((found) => found.edited)) / edited)),
    wordsRecall: mean(joint.map(({ byName, edited }) => hits(byName) / edited)),
    sameNameRecall: mean(joint.map(({ bySameName, edited }) => hits(bySameName) / edited)),
    precision: right / told.length,
    precisionOverall: right / (told.length + wrong),
    alerts: told.length + wrong,
    falseAlarms: (100 * wrong) / other.length,
    median: quantile(times, 0.5),
    slow: quantile(times, 0.99),
  };
}

function hits(order: readonly boolean[]): number {
  return order.slice(0, first).filter(Boolean).length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
