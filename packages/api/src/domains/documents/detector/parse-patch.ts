import type { ChangedLine } from "./change.ts";

/**
 * The lines of a unified diff of one file, as git and GitHub's API (`patch`) give it. The text after a hunk's `@@ … @@` is the
 * enclosing function; it counts as context.
 */
export function parsePatch(path: string, patch: string): ChangedLine[] {
  const lines: ChangedLine[] = [];
  let old = 0;
  let now = 0;
  for (const text of patch.split("\n")) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@(.*)$/.exec(text);
    if (hunk) {
      old = Number(hunk[1]);
      now = Number(hunk[2]);
      if (hunk[3]?.trim()) lines.push({ path, line: null, sign: " ", text: hunk[3].trim() });
    } else if (now > 0 || old > 0) {
      const sign = text[0];
      if (sign === "+") lines.push({ path, line: now++, sign, text: text.slice(1) });
      else if (sign === "-") lines.push({ path, line: old++, sign, text: text.slice(1) });
      else if (sign === " ") {
        lines.push({ path, line: now++, sign, text: text.slice(1) });
        old += 1;
      }
    }
  }
  return lines;
}
