import type { ParsedDelivery } from "./normalised-signal.ts";
import type { ProviderAccess } from "./provider-access.ts";

/** A button in one of our messages that a person pressed at the provider. */
export interface ButtonPress {
  /** The provider's own name of this press, the same when it is sent again. */
  key: string;
  /** What we wrote beside the buttons: whose message it is. */
  messageRef: string;
  actionId: string;
  value: string;
  /** The provider's id of the person, and what it calls them. */
  person: { id: string; name: string };
  /** Where an answer that only this person sees can be left; null when the provider offers none. */
  answerUrl: string | null;
}

/** Buttons that act: they come in through the same signed door as every other delivery. */
export interface ButtonContract {
  /** The press in a verified delivery; null for all others. */
  read(delivery: ParsedDelivery): ButtonPress | null;
  /** The person's mail address that the provider has verified; null when it tells none. */
  verifiedEmail(access: ProviderAccess, personId: string): Promise<string | null>;
  /** What to post to `answerUrl`, so that only the person sees it. */
  privateAnswer(text: string): unknown;
}
