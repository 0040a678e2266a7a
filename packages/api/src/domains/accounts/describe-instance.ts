import { readFileSync } from "node:fs";
import type { App } from "../../app.ts";
import { signInProviders } from "./sign-in-providers.ts";

const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** What anybody may know of this installation before signing in. */
export interface Instance {
  publicUrl: string;
  /** Where mail lands while no mail server is set; null when one is. */
  mailboxUrl: string | null;
  signInProviders: string[];
  version: string;
  /** Whether the sign-in page offers the demo workspace: its person reads mail in the local mailbox. */
  demo: boolean;
}

export function describeInstance(app: App): Instance {
  const { publicUrl } = app.config;
  return {
    publicUrl,
    mailboxUrl: app.mailer.isLocal ? `${publicUrl}/dev/mailbox` : null,
    signInProviders: signInProviders(app.config),
    version,
    demo: app.mailer.isLocal,
  };
}
