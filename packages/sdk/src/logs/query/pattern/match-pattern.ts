import { LogQueryError } from "../log-query-problem.ts";
import type { PatternNode } from "./pattern-node.ts";

/** States of one expression at most: a text of n characters takes at most n times as many steps. */
const mostStates = 400;

/**
 * Steps of one try at most, some tens of milliseconds: of a text that would take more only the beginning is looked at. 100,000
 * characters with an expression of ten states, 2,500 with the largest.
 */
const mostSteps = 1_000_000;

type Step =
  | { kind: "set"; ranges: readonly (readonly [number, number])[]; not: boolean; next: number }
  | { kind: "fork"; next: number; other: number }
  | { kind: "at"; place: "start" | "end" | "boundary" | "within"; next: number }
  | { kind: "found" };

interface Compiling {
  steps: Step[];
  ignoreCase: boolean;
}

/**
 * A test of whether a text holds the expression anywhere. All ways are followed at once (Thompson's construction), so that no
 * expression, however it was written, takes longer than its size times the text's length; of very long texts the beginning is
 * looked at.
 * @throws LogQueryError when the expression is too large
 */
export function compilePattern(node: PatternNode, ignoreCase: boolean): (text: string) => boolean {
  const compiling: Compiling = { steps: [], ignoreCase };
  const start = compile(compiling, node, push(compiling, { kind: "found" }));
  const { steps } = compiling;
  const most = Math.floor(mostSteps / steps.length);
  return (text) => run(steps, start, text.length > most ? text.slice(0, most) : text, ignoreCase);
}

function push({ steps }: Compiling, step: Step): number {
  if (steps.length >= mostStates) {
    const message = "The regular expression is too large: its counts multiply.";
    throw new LogQueryError({ from: 0, to: 1, message, instead: "* or + in place of great counts" });
  }
  return steps.push(step) - 1;
}

/** Adds the steps of a node, from the end to the beginning; gives the first. */
function compile(into: Compiling, node: PatternNode, next: number): number {
  switch (node.kind) {
    case "set":
      return push(into, { kind: "set", ranges: node.ranges, not: node.not, next });
    case "at":
      return push(into, { kind: "at", place: node.place, next });
    case "sequence":
      return node.of.reduceRight((after, part) => compile(into, part, after), next);
    case "either":
      return node.of
        .map((branch) => compile(into, branch, next))
        .reduceRight((other, first) => push(into, { kind: "fork", next: first, other }));
    case "repeat":
      return compileRepeat(into, node, next);
  }
}

function compileRepeat(into: Compiling, node: Extract<PatternNode, { kind: "repeat" }>, next: number): number {
  let after = next;
  if (node.most === null) {
    const fork = { kind: "fork" as const, next: 0, other: next };
    after = push(into, fork);
    fork.next = compile(into, node.node, after);
  } else {
    for (let n = node.least; n < node.most; n += 1)
      after = push(into, { kind: "fork", next: compile(into, node.node, after), other: next });
  }
  for (let n = 0; n < node.least; n += 1) after = compile(into, node.node, after);
  return after;
}

function run(steps: readonly Step[], start: number, text: string, ignoreCase: boolean): boolean {
  let active: number[] = [];
  const seen = new Int32Array(steps.length).fill(-1);
  let before = -1;
  for (let at = 0, turn = 0; ; turn += 1) {
    const code = at < text.length ? (text.codePointAt(at) as number) : -1;
    const reached: number[] = [];
    for (const state of [...active, start])
      if (follow(steps, state, { seen, turn, before, code, reached })) return true;
    if (code === -1) return false;
    active = [];
    const forms = ignoreCase ? [code, ...otherCase(code)] : [code];
    for (const state of reached) {
      const step = steps[state] as Extract<Step, { kind: "set" }>;
      if (forms.some((form) => within(step.ranges, form)) !== step.not) active.push(step.next);
    }
    before = code;
    at += code > 0xffff ? 2 : 1;
  }
}

interface Turn {
  seen: Int32Array;
  turn: number;
  before: number;
  code: number;
  reached: number[];
}

/** Walks to everything that can be reached without a character; true when that is the end. */
function follow(steps: readonly Step[], from: number, turn: Turn): boolean {
  const stack = [from];
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    if (turn.seen[state] === turn.turn) continue;
    turn.seen[state] = turn.turn;
    const step = steps[state] as Step;
    if (step.kind === "found") return true;
    if (step.kind === "set") turn.reached.push(state);
    else if (step.kind === "fork") stack.push(step.other, step.next);
    else if (isAt(step.place, turn)) stack.push(step.next);
  }
  return false;
}

function isAt(place: "start" | "end" | "boundary" | "within", { before, code }: Turn): boolean {
  if (place === "start") return before === -1;
  if (place === "end") return code === -1;
  return (isWord(before) !== isWord(code)) === (place === "boundary");
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

function within(ranges: readonly (readonly [number, number])[], code: number): boolean {
  for (const [low, high] of ranges) if (code >= low && code <= high) return true;
  return false;
}

function otherCase(code: number): number[] {
  const char = String.fromCodePoint(code);
  return [char.toLowerCase(), char.toUpperCase()].map((other) => other.codePointAt(0) as number);
}
