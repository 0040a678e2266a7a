/** What a mail says. One layout turns it into HTML and text, so that every mail looks and reads alike. Plain text throughout. */
export interface MailContent {
  /** Domain and occasion, `accounts.verify-email`; kept with the mail for history. */
  readonly template: string;
  /** What happened or what is asked for, short enough for a phone. */
  readonly subject: string;
  /** The first line inside, mostly the subject as a sentence. */
  readonly heading: string;
  /** What happened and why this mail came. Without links: the action is the one link. */
  readonly paragraphs: readonly string[];
  /** The one thing to do. Its address is the first in the text part. */
  readonly action?: { readonly label: string; readonly url: string };
  /** How long the link works, and what to do when the mail was not expected. */
  readonly notes?: readonly string[];
}
