import type { Token, ValueRule } from "./message/token.ts";
import { contextSign } from "./template/template.ts";

/** A part of a pattern, as people are shown it. */
export interface ExplainedPart {
  text: string;
  /** Whether it is the same in every error of the group. */
  fixed: boolean;
  /** For what varies: what recognised it, in words. */
  because: string | null;
  /** Whether white space stands before it. */
  spaced: boolean;
}

/** Why errors are one group. */
export interface GroupExplanation {
  /** In one or two sentences. */
  sentence: string;
  /** The message, part by part. */
  parts: ExplainedPart[];
}

const recognised: Record<ValueRule, string> = {
  uuid: "a UUID",
  url: "a URL",
  email: "an email address",
  time: "a date or time",
  address: "a network address",
  host: "a host name",
  hex: "a hexadecimal number",
  path: "a path",
  number: "a number",
  id: "an id",
  list: "a list of values",
  quoted: "a quoted value",
  field: "what a key holds beside the message",
  object: "an object with its fields",
  absent: "a value that is absent",
  learned: "a place where different words were seen",
};

/** Says which parts of a pattern are fixed, which vary, and by which rule. */
export function explainGroup(
  tokens: readonly Token[],
  {
    service,
    type,
    frames,
    lessons,
  }: { service: string; type: string | null; frames: number; lessons: readonly string[] },
): GroupExplanation {
  const parts = tokens.filter(({ text }) => !text.startsWith(contextSign)).map(explainPart);
  const words = tokens.filter(({ kind }) => kind === "word").length;
  const varying = [...new Set(parts.flatMap(({ because }) => because ?? []))];
  const same = [
    `the service (${service || "not named"})`,
    ...(type ? [`the type (${type})`] : []),
    ...(frames > 0 ? [frames === 1 ? "the nearest call" : `the ${frames} nearest calls`] : []),
    words === 1 ? "one word of the message" : `${words} words of the message`,
  ];
  const fixed = `Grouped because ${joined(same)} are the same.`;
  const varies = varying.length > 0 ? ` What varies was recognised as ${joined(varying)}.` : " Nothing varies.";
  return { sentence: [`${fixed}${varies}`, ...lessons].join(" "), parts };
}

function explainPart({ kind, text, rule, spaced }: Token): ExplainedPart {
  if (kind === "value" && rule) return { text: "…", fixed: false, because: recognised[rule], spaced };
  const numbered = kind === "word" && text.includes("#");
  return { text, fixed: !numbered, because: numbered ? "a word with a number in it" : null, spaced };
}

function joined(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}
