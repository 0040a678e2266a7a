import type { NormalisedSignal } from "./normalised-signal.ts";
import type { ProviderAccess } from "./provider-access.ts";

/** A document at the provider, before its text is read. */
export interface RemoteDocument {
  /** Where it lies in the target, stable as long as it is the same document: `docs/checkout.md`, a page's id. */
  path: string;
  /** Null where only the text tells. */
  title: string | null;
  url: string | null;
  /** Changes exactly when the text does: a blob's hash, a version. */
  revision: string;
}

/** Written things that signals can make untrue. */
export interface DocumentContract {
  /** What a pattern means here, in one sentence, with an example. */
  patternHelp: string;
  /** Used when a person chooses none. */
  defaultPattern: string;
  /** Everything of the target that the pattern matches, at most a few thousand. */
  list(access: ProviderAccess, place: { target: string; pattern: string }): Promise<RemoteDocument[]>;
  /** The text, as Markdown. */
  read(access: ProviderAccess, place: { target: string; document: RemoteDocument }): Promise<string>;
  /** The target whose documents a signal may have changed; null when it says nothing of documents. */
  changedTarget(signal: Pick<NormalisedSignal, "type" | "subject" | "data">): string | null;
}
