import type { NormalisedSignal } from "./normalised-signal.ts";
import type { ProviderAccess } from "./provider-access.ts";

/** A file of a change. */
export interface RemoteFile {
  path: string;
  previousPath?: string | undefined;
  status: "added" | "modified" | "removed" | "renamed";
  /** Unified diff; empty for a binary file, or one that is too large for the provider. */
  patch: string;
}

/** What a signal changed. */
export interface RemoteChange {
  /** Its own name, the same for every signal that tells of it: a commit. */
  key: string;
  /** Where: `acme/shop`. Documents of this target with a path among the files were edited by the change itself. */
  target: string;
  title: string;
  message: string;
  files: RemoteFile[];
  /** Where it gathers several changes: their keys. */
  gathers?: string[];
}

/** Asking what a signal changed. */
export interface ChangeContract {
  /** Signal types that a change stands behind. */
  signalTypes: readonly string[];
  /** Null when the provider no longer knows it, or it concerns nothing that is released (a push to a side branch). */
  filesOf(
    access: ProviderAccess,
    signal: Pick<NormalisedSignal, "type" | "title" | "subject" | "data">,
  ): Promise<RemoteChange | null>;
  /**
   * What lies between two commits of a target, for deployments. Null when the provider does not know both, or the second does not
   * come after the first.
   */
  between?(
    access: ProviderAccess,
    range: { target: string; before: string; after: string },
  ): Promise<RemoteChange | null>;
}
