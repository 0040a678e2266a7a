import { isMap, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { ImportType } from "./import-entry.ts";
import type { ReadFile } from "./import-issue.ts";

/** Aliases that may be followed: enough for a shared block, too few to grow into gigabytes. */
const mostAliases = 50;

/**
 * Reads JSON or YAML (whose parser knows lines, and reads JSON too): a list of entries, or an object that has one under the
 * type's name, `{services: […]}`.
 */
export function readYaml(type: ImportType, text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line;
    return { entries: [], issues: [{ line, message: `This is no well-formed JSON or YAML: ${broken.code}.` }] };
  }
  const root = document.contents;
  const list = isMap(root) ? (root.get(type, true) as Node | undefined) : root;
  if (!isSeq(list)) {
    const message = `There is no list of ${type}: write a list, or an object with a list named “${type}”.`;
    return { entries: [], issues: [{ line: 1, message }] };
  }
  const read: ReadFile = { entries: [], issues: [] };
  for (const item of list.items as Node[]) {
    const line = lines.linePos(item.range?.[0] ?? 0).line;
    if (!isMap(item)) {
      read.issues.push({ line, message: "An entry is an object with at least a key and a name." });
      continue;
    }
    try {
      const values = item.toJS(document, { maxAliasCount: mostAliases }) as Record<string, unknown>;
      read.entries.push({ line, values });
    } catch {
      // The parser's own refusal: an alias that leads nowhere, or aliases of aliases that grow without end.
      read.issues.push({ line, message: "Its aliases lead nowhere or grow too large; write the values out." });
    }
  }
  return read;
}
