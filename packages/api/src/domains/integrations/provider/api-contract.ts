import type { HiddenFailure } from "./hidden-failure.ts";
import type { ProviderAccess } from "./provider-access.ts";
import type { RateLimit } from "./rate-limit.ts";

/** The provider's API: where it is, how a call is authenticated, and how its answers are to be read. */
export interface ApiContract {
  /** Address; `{SETTING}` and `{credential}` are filled in. */
  baseUrl: string;
  /** How a call shows the credentials. */
  headers: (credentials: Readonly<Record<string, string>>) => Record<string, string>;
  /** Trades what is stored for a short-lived token, kept until a minute before it ends; null when it is used as it is. */
  mintToken?: (access: ProviderAccess) => Promise<{ accessToken: string; expiresAt: Date } | null>;
  /** Reads the rate limit off an answer's headers. Default `x-ratelimit-*` and `ratelimit-*` with seconds or a moment. */
  rateLimit?: (headers: Readonly<Record<string, string>>) => RateLimit | null;
  /**
   * What a 2xx answer hides (Slack's `ok: false`, TikTok's `code`), and what the status of a refusal says too little of (Meta's 400
   * for an ended token); null when it is what it seems.
   */
  hiddenFailure?: (body: unknown) => HiddenFailure | null;
}
