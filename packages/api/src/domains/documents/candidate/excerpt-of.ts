import { documents } from "@plumbline/db/schema";
import { loadRow } from "../../../graphql/load-row.ts";
import type { Context } from "../../../service/context.ts";
import type { DriftCandidate } from "../document-refs.ts";

/** What stands around a sentence, within its section. */
export interface Excerpt {
  before: string;
  after: string;
}

const most = 6;

/** The lines before and behind the sentence in the document's newest text; none when the sentence is gone. */
export async function excerptOf(ctx: Context, candidate: DriftCandidate): Promise<Excerpt | null> {
  const document = await loadRow(ctx, documents, candidate.workspaceId, candidate.documentId);
  const lines = (document?.content ?? "").split("\n");
  const at = lineOf(lines, candidate);
  const line = at === null ? undefined : lines[at];
  if (at === null || line === undefined) return null;
  const from = line.indexOf(candidate.sentence);
  const above = lines.slice(Math.max(0, at - most), at);
  const heading = above.findLastIndex(isHeading);
  const below = lines.slice(at + 1, at + 1 + most);
  const next = below.findIndex(isHeading);
  return {
    before: [...above.slice(heading + 1), line.slice(0, from)].join("\n").trimStart(),
    after: [line.slice(from + candidate.sentence.length), ...(next < 0 ? below : below.slice(0, next))]
      .join("\n")
      .trimEnd(),
  };
}

/** Where the sentence stands now: on its line, else wherever it moved to. */
function lineOf(lines: readonly string[], { line, sentence }: DriftCandidate): number | null {
  if (lines[line - 1]?.includes(sentence)) return line - 1;
  const moved = lines.findIndex((text) => text.includes(sentence));
  return moved < 0 ? null : moved;
}

function isHeading(line: string): boolean {
  return /^\s*#{1,6}\s/.test(line);
}
