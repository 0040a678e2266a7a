import { gravestFirst } from "./level-words.ts";
import type { LogLevel } from "./logs.gen.ts";

/** One step of time with its counts. */
export interface LogBar {
  from: string;
  to: string;
  counts: readonly { level: LogLevel; count: number }[];
}

/** How levels are drawn together: six colours would say less than four. */
export const barLayers = [
  { name: "error, fatal", levels: ["ERROR", "FATAL"], colour: "--broken" },
  { name: "warn", levels: ["WARN"], colour: "--degraded" },
  { name: "info", levels: ["INFO"], colour: "--chart-measured" },
  { name: "debug, trace", levels: ["DEBUG", "TRACE"], colour: "--stale" },
] as const satisfies readonly { name: string; levels: readonly LogLevel[]; colour: string }[];

/** Bars as uPlot takes them: times in seconds, then one list of heights per layer, the tallest stack first, so that each covers the last. */
export function barSeries(bars: readonly LogBar[]): [number[], ...number[][]] {
  const times = bars.map(({ from }) => Date.parse(from) / 1000);
  const stacked = barLayers.map((_, upTo) =>
    bars.map(({ counts }) => {
      const below: readonly LogLevel[] = barLayers.slice(0, upTo + 1).flatMap(({ levels }) => [...levels]);
      return counts.reduce((sum, { level, count }) => (below.includes(level) ? sum + count : sum), 0);
    }),
  );
  return [times, ...stacked.reverse()];
}

/** What the picture shows, in words. */
export function barWords(bars: readonly LogBar[]): string {
  const counts = gravestFirst.flatMap((level) => {
    const count = bars.reduce((sum, bar) => sum + (bar.counts.find((each) => each.level === level)?.count ?? 0), 0);
    return count > 0 ? [`${count.toLocaleString("en")} ${level.toLowerCase()}`] : [];
  });
  return counts.length > 0 ? `Entries over time: ${counts.join(", ")}.` : "No entries in this time.";
}
