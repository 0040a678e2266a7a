import { tokensOf, wordsOf } from "./tokens-of.ts";

/** A sentence, a list item, a table row or a line of a code block: the smallest thing that can be untrue. */
export interface Sentence {
  /** Its number in the document, from 0. */
  index: number;
  /** First line in the source, from 1. */
  line: number;
  text: string;
  /** Headings above it, outermost first. */
  section: string[];
  code: boolean;
}

/** A document, read. */
export interface ParsedDocument {
  path: string;
  title: string;
  sentences: Sentence[];
  /** How often each token stands in it; words are prefixed with `~`, so that a name and a word never meet. */
  terms: Map<string, number>;
  /** The same for each section, by its headings joined. */
  sections: Map<string, Map<string, number>>;
  /** Tokens in all. */
  length: number;
  /** Words of its title and of its file's name: what it says that it is about. */
  subject: Set<string>;
  /** Words of its file's name alone. */
  name: Set<string>;
}

/** Key of a token in term tables. */
export function termKey(token: { text: string; kind: string }): string {
  return token.kind === "word" ? `~${token.text}` : token.text;
}

/**
 * Reads Markdown (and MDX, or plain text, which is Markdown without marks).
 * @param givenTitle what its source calls it, where the text says none
 */
export function parseDocument(path: string, source: string, givenTitle?: string): ParsedDocument {
  const { title: own, sentences } = readSentences(source);
  const title = own ?? givenTitle;
  const terms = new Map<string, number>();
  const sections = new Map<string, Map<string, number>>();
  let length = 0;
  let heading = "";
  let last: string[] | null = null;
  for (const { text, section } of sentences) {
    if (section !== last) heading = section.join(" › ");
    last = section;
    const own = sections.get(heading) ?? new Map<string, number>();
    sections.set(heading, own);
    for (const token of tokensOf(text)) {
      const key = termKey(token);
      terms.set(key, (terms.get(key) ?? 0) + 1);
      own.set(key, (own.get(key) ?? 0) + 1);
      length += 1;
    }
  }
  const name = nameOf(path);
  const named = title ?? sentences[0]?.section[0] ?? name;
  const subject = new Set([...wordsOf(name), ...wordsOf(named)]);
  return { path, title: named, sentences, terms, sections, length, subject, name: new Set(wordsOf(name)) };
}

/** A page that is its folder's index is named by the folder. */
function nameOf(path: string): string {
  const stem = (path.split("/").at(-1) ?? path).replace(/\.\w+$/, "");
  return /^(index|readme|_index)$/i.test(stem) ? (path.split("/").at(-2) ?? stem) : stem;
}

/** Characters that are kept of a heading as the name of its section. */
const longestHeading = 300;

interface Reader {
  title: string | null;
  section: string[];
  sentences: Sentence[];
}

function readSentences(source: string): Reader {
  const reader: Reader = { title: null, section: [], sentences: [] };
  const lines = source.split(/\r?\n/);
  let fence: string | null = null;
  let at = readFrontMatter(lines, reader);
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1] ?? null;
    if (mark && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark.slice(0, 3) : null;
    else if (fence !== null) push(reader, at, line, true);
    else readProse(reader, at, line);
  }
  return reader;
}

/** @returns the line after it */
function readFrontMatter(lines: string[], reader: Reader): number {
  if (lines[0]?.trim() !== "---") return 0;
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === "---");
  if (end < 0) return 0;
  lines.slice(1, end).forEach((line, index) => {
    const field = /^(title|description|summary)\s*:(.*)$/is.exec(line);
    const value = field?.[2]?.trim();
    if (!field || !value) return;
    const text = value.replace(/^["']|["']$/g, "");
    if (field[1]?.toLowerCase() === "title") reader.title = text;
    push(reader, index + 1, text, false);
  });
  return end + 1;
}

function readProse(reader: Reader, at: number, line: string): void {
  const heading = /^\s*(#{1,6})\s(.*)$/s.exec(line);
  const text = withoutClosingMarks(heading?.[2] ?? "");
  if (heading?.[1] && text !== "") {
    const depth = heading[1].length;
    // Every sentence below carries it: a page of short lines under one endless heading would be that heading many times.
    const above = text.slice(0, longestHeading);
    reader.section = [...reader.section.slice(0, depth - 1), above].filter(Boolean);
    reader.title ??= depth === 1 ? above : null;
    push(reader, at, text, false);
    return;
  }
  if (/^[\s:|-]+$/.test(line)) return;
  for (const text of sentencesOf(line)) push(reader, at, text, false);
}

/** `## Usage ##` closes its heading. */
function withoutClosingMarks(heading: string): string {
  const text = heading.trim();
  let end = text.length;
  while (text[end - 1] === "#") end -= 1;
  return text.slice(0, end).trimEnd();
}

/** A full stop ends a sentence only before a space and a capital, a quote or a mark: `v1.2`, `auth.api` and `e.g. this` do not. */
function sentencesOf(line: string): string[] {
  return line.split(/(?<=[.!?][)"'`*_]?)\s+(?=[A-Z"'`*_[(<])/);
}

function push(reader: Reader, at: number, text: string, code: boolean): void {
  const trimmed = code ? text.trimEnd() : text.trim();
  if (!/\w/.test(trimmed)) return;
  reader.sentences.push({
    index: reader.sentences.length,
    line: at + 1,
    text: trimmed,
    section: reader.section,
    code,
  });
}
