import { globSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** A CSV file that may be a set of lines with their truth. */
export interface SetFile {
  /** `Apache` for `Apache/Apache_2k.log_structured.csv`. */
  name: string;
  path: string;
}

/** The CSV files of a folder, at any depth; of a file, the file itself. */
export function findSets(data: string): SetFile[] {
  const found = statSync(data, { throwIfNoEntry: false });
  if (!found) throw new Error(`${data} is not there. Name a folder with CSV files, or one of them.`);
  const paths = found.isDirectory()
    ? globSync("**/*.csv", { cwd: data })
        .sort()
        .map((path) => join(data, path))
    : [data];
  if (paths.length === 0) throw new Error(`${data} holds no CSV file. ${howSetsLook}`);
  return paths.map((path) => ({ name: nameOf(path), path }));
}

/** What a file must be like to be measured. */
export const howSetsLook =
  "A set is a CSV file with the columns Content (the message) and EventId (its true group), as logpai/loghub has them.";

function nameOf(path: string): string {
  return basename(path).replace(/(?:_2k|_full)?\.log_structured|(?:\.csv)$/g, "") || basename(dirname(path));
}
