/** One thing that is wrong with a file: where, and what to do about it. */
export interface ImportIssue {
  /** Counted from 1; null when it is about the file as a whole. */
  line: number | null;
  message: string;
}

/** One entry as it was read, before it is checked. */
export interface RawEntry {
  line: number;
  values: Record<string, unknown>;
}

/** What was read of a file. */
export interface ReadFile {
  entries: RawEntry[];
  issues: ImportIssue[];
}
