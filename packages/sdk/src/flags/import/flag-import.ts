import type { FlagFile } from "./flag-file.ts";

/** Something that is not as it was where a flag comes from. */
export interface ImportDifference {
  flag: string;
  /** Key of the environment; null for all. */
  environment: string | null;
  /** What is different, for whom, and why. */
  message: string;
  /** True when a context can get another answer than it had; false for what only reads otherwise. */
  changesAnswers: boolean;
}

/** What was made of somebody else's file. */
export interface FlagImport {
  file: FlagFile;
  differences: ImportDifference[];
  /** Flags that are not in `file`, since they would answer otherwise than they did. */
  refused: { flag: string; reason: string }[];
}

/** Why a flag cannot be imported, in words. */
export class ImportRefusal extends Error {
  override readonly name = "ImportRefusal";
}

/** The text is not of the format that it was said to be. */
export class ImportFormatError extends Error {
  override readonly name = "ImportFormatError";
}
