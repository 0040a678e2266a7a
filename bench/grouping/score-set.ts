import { generaliseMessage } from "../../packages/api/src/domains/logs/grouping/message/generalise-message.ts";
import { keyOf } from "../../packages/api/src/domains/logs/grouping/template/template.ts";
import { TemplateMiner } from "../../packages/api/src/domains/logs/grouping/template/template-miner.ts";
import { maskPlainly } from "./mask-plainly.ts";
import { readStructured } from "./read-structured.ts";
import { scoreGrouping } from "./score-grouping.ts";

/** How well the lines of one set were grouped. Accuracies are parts of one. */
export interface ScoredSet {
  name: string;
  lines: number;
  plain: number;
  masked: number;
  mined: number;
  groups: number;
  trueGroups: number;
  /** Of the one core that generalised and mined, without reading; what else the machine does at the time is no part of it. */
  milliseconds: number;
  /** An example of each true group that was missed, where they were asked for. */
  missed: string[];
}

/**
 * Groups a set's lines as they would come in, and compares with the truth beside them. Of a line five numbers are kept, of a true group
 * one text: two million lines take some hundred megabytes.
 * @throws NotStructured
 */
export function scoreSet(name: string, path: string, show: boolean): ScoredSet {
  const miner = new TemplateMiner();
  const truth: number[] = [];
  const [mined, masked, plain]: [number[], number[], number[]] = [[], [], []];
  const examples = new Map<number, string>();
  const born = new Map<number, string>();
  let milliseconds = 0;
  for (const batch of inBatches(readStructured(path))) {
    const before = process.threadCpuUsage();
    const placed = batch.map(({ content }) => {
      const tokens = generaliseMessage(content);
      return { tokens, ...miner.place(tokens) };
    });
    const used = process.threadCpuUsage(before);
    milliseconds += (used.user + used.system) / 1000;
    for (const [at, { content, eventId }] of batch.entries()) {
      const { tokens, group, created } = placed[at] as (typeof placed)[number];
      const event = numberOf(eventId);
      if (show && !examples.has(event)) examples.set(event, `${eventId}: ${content}`);
      for (const template of created) born.set(numberOf(template.group), template.group);
      truth.push(event);
      mined.push(numberOf(group));
      masked.push(numberOf(keyOf(tokens)));
      plain.push(numberOf(maskPlainly(content)));
    }
  }
  // What was learned after a line came may have moved its group.
  const now = new Map([...born].map(([group, text]) => [group, numberOf(miner.groups.find(text))]));
  const ours = scoreGrouping(
    mined.map((group) => now.get(group) ?? group),
    truth,
  );
  return {
    name,
    lines: truth.length,
    plain: scoreGrouping(plain, truth).accuracy,
    masked: scoreGrouping(masked, truth).accuracy,
    mined: ours.accuracy,
    groups: ours.groups,
    trueGroups: new Set(truth).size,
    milliseconds,
    missed: show ? [...ours.wrong].map((event) => examples.get(event) as string) : [],
  };
}

function* inBatches<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    if (batch.push(item) < 500) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A hash of 53 bits, so that no text has to be kept: FNV-1a and a sibling, over UTF-16 units. */
function numberOf(text: string): number {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}
