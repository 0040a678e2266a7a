import type { StoredFile } from "@plumbline/db/schema";

/** What is kept of a change: enough to quote from and to score anew, never a megabyte of generated code. */
const most = { files: 500, lines: 4_000, characters: 500 } as const;

/** The files of a change as they are stored, without what Postgres cannot hold. */
export function keepFiles(files: readonly StoredFile[]): StoredFile[] {
  let lines = 0;
  return files.slice(0, most.files).map((file) => {
    const kept = file.lines.slice(0, Math.max(0, most.lines - lines));
    lines += kept.length;
    return {
      ...file,
      path: storable(file.path),
      lines: kept.map((line) => ({ ...line, path: storable(line.path), text: storable(line.text) })),
    };
  });
}

function storable(text: string): string {
  return text.slice(0, most.characters).replaceAll("\u0000", "\ufffd").toWellFormed();
}
