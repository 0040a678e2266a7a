/** What becomes of one flag or segment of a file. */
export interface ImportedItem {
  kind: "flag" | "segment";
  key: string;
  action: "created" | "changed" | "unchanged" | "skipped" | "refused";
  /** Why it is skipped or refused, in words; null otherwise. */
  reason: string | null;
}

/** What an import did, or would do. */
export interface ImportReport {
  /** Whether nothing was written. */
  dryRun: boolean;
  items: ImportedItem[];
  /** What is not as it was where the flags come from. */
  differences: { flag: string; environment: string | null; message: string; changesAnswers: boolean }[];
  /** Environments of the file that the workspace does not have; what stands there is left out. */
  unknownEnvironments: string[];
}
