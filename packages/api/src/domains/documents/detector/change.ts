/** One line that a change took away, brought, or left standing beside them. */
export interface ChangedLine {
  path: string;
  /** In the new file for added and context lines, in the old one for removed lines; null when unknown. */
  line: number | null;
  sign: "+" | "-" | " ";
  text: string;
}

/** A file of a change. */
export interface ChangedFile {
  path: string;
  /** Where it was before, when it was moved. */
  previousPath?: string | undefined;
  status: "added" | "modified" | "removed" | "renamed";
  lines: ChangedLine[];
}

/** What happened: a merged pull request, a push, a changed flag. */
export interface Change {
  /** First line of the message, or the pull request's title. */
  title: string;
  /** The rest of the message. */
  message: string;
  files: ChangedFile[];
}
