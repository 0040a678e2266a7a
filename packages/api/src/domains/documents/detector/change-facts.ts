import type { Change } from "./change.ts";
import { type ChangeTerm, changeTerms, fileWeight } from "./change-terms.ts";
import { termKey } from "./parse-document.ts";
import { tokensOf, wordsOf } from "./tokens-of.ts";

/** A file of a change as far as its place says something. */
export interface PlacedFile {
  path: string;
  /** Words of the whole path. */
  words: Set<string>;
  /** Words of the file's own name. */
  name: Set<string>;
  /** Its share of the change, 0 to 1; a test's is small. */
  share: number;
}

/** What is known of a change before any document is looked at. */
export interface ChangeFacts {
  terms: Map<string, ChangeTerm>;
  /** Keys of the message's terms; those of the title weigh 1, others 0.5. */
  message: Map<string, number>;
  /** Words of the title. */
  title: Set<string>;
  files: PlacedFile[];
  /** Paths for the memory of what changed together; a moved file has both. */
  paths: string[];
  /** Changed lines; those of tests count little, those that machines write nothing. */
  lines: number;
  /** Conventional Commits: it calls itself maintenance, so that nobody should notice it. */
  quiet: boolean;
}

const maintenance = /^(chore|test|ci|style|build|release|perf|refactor)\b/i;

export function changeFacts(change: Change): ChangeFacts {
  const counted = change.files.filter(({ path }) => fileWeight(path) > 0);
  const sizes = counted.map((file) => fileWeight(file.path) * Math.log2(1 + file.lines.length));
  const all = sizes.reduce((sum, size) => sum + size, 0) || 1;
  return {
    terms: changeTerms(change),
    message: messageTerms(change),
    title: new Set(tokensOf(change.title).flatMap(({ text, kind }) => (kind === "word" ? [text] : wordsOf(text)))),
    files: counted.map(({ path }, index) => ({
      path,
      words: new Set(wordsOf(path.replace(/\.\w+$/, ""))),
      name: new Set(wordsOf((path.split("/").at(-1) ?? path).replace(/\.\w+$/, ""))),
      share: (sizes[index] ?? 0) / all,
    })),
    paths: counted.flatMap(({ path, previousPath }) => (previousPath ? [path, previousPath] : [path])),
    lines: counted.reduce(
      (sum, file) => sum + fileWeight(file.path) * file.lines.filter(({ sign }) => sign !== " ").length,
      0,
    ),
    quiet: maintenance.test(change.title),
  };
}

function messageTerms(change: Change): Map<string, number> {
  const weights = new Map<string, number>();
  for (const token of tokensOf(change.message.slice(0, 4000))) weights.set(termKey(token), 0.5);
  for (const token of tokensOf(change.title)) weights.set(termKey(token), 1);
  return weights;
}
