import type { z } from "zod";
import { TooLargeError } from "../../../service/errors.ts";
import { entrySchemas, type ImportType, importBytes, importEntries } from "./import-entry.ts";
import type { ImportIssue, RawEntry } from "./import-issue.ts";
import { readCsv } from "./read-csv.ts";
import { readYaml } from "./read-yaml.ts";

/** An entry that keeps the rules. */
export interface CheckedEntry<Type extends ImportType = ImportType> {
  line: number;
  fields: z.output<(typeof entrySchemas)[Type]>;
}

export interface ReadImport<Type extends ImportType = ImportType> {
  entries: CheckedEntry<Type>[];
  issues: ImportIssue[];
}

/**
 * Reads and checks a file. Every issue is found in one go, each with its line.
 * @throws TooLargeError beyond 512 KB or 2,000 entries
 */
export function readImport<Type extends ImportType>(type: Type, content: string): ReadImport<Type> {
  if (Buffer.byteLength(content) > importBytes) {
    throw new TooLargeError(`The file is larger than ${importBytes / 1024} KB.`, "Split it and import the parts.");
  }
  if (content.includes("\u0000")) {
    return { entries: [], issues: [{ line: null, message: "The file holds a NUL character; save it as UTF-8 text." }] };
  }
  if (content.trim() === "") return { entries: [], issues: [{ line: null, message: "The file is empty." }] };
  const read = looksLikeCsv(content) ? readCsv(type, content) : readYaml(type, content);
  if (read.entries.length > importEntries) {
    throw new TooLargeError(
      `The file has ${read.entries.length} entries; ${importEntries} is the limit.`,
      "Split it and import the parts.",
    );
  }
  return checkEntries(type, read.entries, read.issues);
}

/** JSON begins with a bracket, YAML's first line is a list item or ends its name with a colon; what is left is a header. */
function looksLikeCsv(content: string): boolean {
  const first = content.trimStart().split(/\r?\n/, 1)[0] ?? "";
  return !/^[[{#]|^---|^- |^-$|^[\w-]+:(\s|$)/.test(first);
}

function checkEntries<Type extends ImportType>(type: Type, raw: RawEntry[], issues: ImportIssue[]): ReadImport<Type> {
  const entries: CheckedEntry<Type>[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, values } of raw) {
    const parsed = entrySchemas[type].safeParse(values);
    if (!parsed.success) {
      issues.push(...parsed.error.issues.map((issue) => ({ line, message: sayIssue(issue) })));
      continue;
    }
    const { key } = parsed.data;
    const earlier = lineOf.get(key);
    if (earlier !== undefined) issues.push({ line, message: `${key} is in line ${earlier} already.` });
    lineOf.set(key, earlier ?? line);
    entries.push({ line, fields: parsed.data as CheckedEntry<Type>["fields"] });
  }
  return { entries, issues: issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `There is no field ${issue.keys.map((key) => `“${key.slice(0, 40)}”`).join(", ")}.`;
  }
  const path = issue.path.join(".");
  const missing = issue.code === "invalid_type" && /received undefined/.test(issue.message);
  return missing ? `${path} is missing.` : `${path}: ${issue.message.replace(/\.?$/, ".")}`;
}
