import { spawn } from "node:child_process";
import { once } from "node:events";
import { matchesGlob } from "node:path/posix";
import { createInterface } from "node:readline";
import type { Change, ChangedFile } from "../../packages/api/src/domains/documents/detector/change.ts";
import { parsePatch } from "../../packages/api/src/domains/documents/detector/parse-patch.ts";

/** A document that a commit touched: what it was before, and is after. */
export interface DocumentEdit {
  path: string;
  previousPath: string | undefined;
  status: "A" | "M" | "D" | "R";
  /** Hash of the blob after the commit; null when it is gone. */
  blob: string | null;
}

/** One step of the first-parent history. */
export interface Step {
  commit: string;
  at: Date;
  change: Change;
  documents: DocumentEdit[];
}

/** Which files are code and which are documents, as globs from the root of the repository. */
export interface DriftPatterns {
  code: string[];
  documents: string[];
}

interface RawEntry {
  status: string;
  blob: string;
  path: string;
  previousPath: string | undefined;
}

const marker = "\u0001commit ";

/** Walks the first-parent history, oldest first; a merge counts as the one change that it brought. */
export async function* readHistory(repo: string, patterns: DriftPatterns): AsyncGenerator<Step> {
  const isCode = (path: string) => patterns.code.some((pattern) => matchesGlob(path, pattern));
  const isDocument = (path: string) => patterns.documents.some((pattern) => matchesGlob(path, pattern));
  const wanted = [...patterns.code, ...patterns.documents].map((pattern) => `:(glob)${pattern}`);
  const format = `--format=${marker}%H %at%n%B%n\u0002`;
  const flags = [
    "--first-parent",
    "--reverse",
    "--diff-merges=first-parent",
    "--root",
    "--raw",
    "--no-abbrev",
    "-p",
    "-U3",
  ];
  const git = spawn(
    "git",
    ["-C", repo, "-c", "diff.renameLimit=2000", "log", ...flags, "-M", "--no-color", format, "--", ...wanted],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let block: string[] = [];
  for await (const line of createInterface({ input: git.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.startsWith(marker) && block.length > 0) {
      yield readStep(block, isCode, isDocument);
      block = [];
    }
    // One absurd line (a bundled file) is of no use and costs memory.
    block.push(line.length > 5000 ? line.slice(0, 5000) : line);
  }
  if (block.length > 0) yield readStep(block, isCode, isDocument);
  if (git.exitCode === null) await once(git, "close");
  if (git.exitCode !== 0) throw new Error(`git log ended with ${git.exitCode} in ${repo}`);
}

function readStep(block: string[], isCode: (path: string) => boolean, isDocument: (path: string) => boolean): Step {
  const [commit = "", seconds = "0"] = (block[0] ?? "").slice(marker.length).split(" ");
  const end = block.indexOf("\u0002");
  const [title = "", ...message] = block.slice(1, end);
  const rest = block.slice(end + 1);
  const entries = rest.filter((line) => /^:\d{6} /.test(line)).map(readEntry);
  const documents: DocumentEdit[] = entries
    .filter(({ path, previousPath }) => isDocument(path) || (previousPath !== undefined && isDocument(previousPath)))
    .map(({ status, blob, path, previousPath }) => ({
      path,
      previousPath,
      status: status[0] as DocumentEdit["status"],
      blob: status[0] === "D" ? null : blob,
    }));
  const patches = readPatches(rest, (path) => isCode(path) && !isDocument(path));
  const files = entries
    .filter(({ path }) => isCode(path) && !isDocument(path))
    .map(({ status, path, previousPath }): ChangedFile => {
      const states = { A: "added", D: "removed", R: "renamed" } as Record<string, ChangedFile["status"]>;
      return {
        path,
        previousPath,
        status: states[status[0] ?? ""] ?? "modified",
        lines: parsePatch(path, (patches.get(path) ?? []).join("\n")),
      };
    });
  const change = { title: withoutAnswer(title), message: message.map(withoutAnswer).join("\n"), files };
  return { commit, at: new Date(Number(seconds) * 1000), change, documents };
}

/** A line that speaks of documentation would tell the answer (“docs: …”, “* update docs”): the detector does not see it. */
function withoutAnswer(line: string): string {
  return /\bdocs?\b|document|readme|\.mdx?\b/i.test(line) ? "" : line;
}

function readEntry(line: string): RawEntry {
  const [head = "", ...paths] = line.split("\t");
  const [, , , blob = "", status = "M"] = head.split(" ");
  const moved = paths.length > 1;
  return { status, blob, path: paths.at(-1) ?? "", previousPath: moved ? paths[0] : undefined };
}

function readPatches(lines: string[], wanted: (path: string) => boolean): Map<string, string[]> {
  const patches = new Map<string, string[]>();
  let current: string[] | null = null;
  let path = "";
  for (const line of lines) {
    if (line.startsWith("diff --git ")) {
      path = / b\/(.+)$/.exec(line)?.[1] ?? "";
      current = wanted(path) ? [] : null;
      if (current) patches.set(path, current);
    } else if (current && (current.length > 0 || line.startsWith("@@"))) current.push(line);
  }
  return patches;
}
