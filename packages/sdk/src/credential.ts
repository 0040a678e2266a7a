import { NetworkError } from "./plumbline-error.ts";

/** A token and when it ends. */
export interface Token {
  token: string;
  /** ISO 8601 or a Date; the client asks for a new one shortly before. Without it, it asks when the server refuses the old one. */
  expiresAt?: string | Date | null;
}

/** Who the client is. One of the three. */
export type CredentialOptions =
  /** `plb_live_…` from a server, or `plb_pub_…` from a page. */
  | { apiKey: string; session?: undefined; getToken?: undefined }
  /** The signed-in member's cookie; only from Plumbline's own origin. */
  | { session: "cookie"; apiKey?: undefined; getToken?: undefined }
  /** Asked for a token when there is none, when it is about to end, and when the server refuses it. */
  | { getToken: () => Token | string | Promise<Token | string>; apiKey?: undefined; session?: undefined };

/** What requests and connections ask for before they go out. */
export interface Credential {
  /** `Bearer …`, or null when the cookie carries it. */
  authorization(): Promise<string | null>;
  /** Forgets the token that was refused. @returns false when there is no way to get another one */
  renew(): boolean;
  /** When the token in use should be replaced, in milliseconds since 1970; infinite when nobody knows. */
  endsAt(): number;
  /** `fetch`'s credentials mode. */
  readonly mode: "same-origin" | "omit";
}

/** Milliseconds before its end at which a token is no longer used: a request must not arrive with a dead one. */
const marginMs = 20_000;

export function createCredential({ apiKey, session, getToken }: CredentialOptions): Credential {
  let current: Promise<Token> | null = null;
  let endsAt = Number.POSITIVE_INFINITY;

  async function ask(): Promise<Token> {
    const given = await (async () => getToken?.())().catch((cause: Error) => {
      throw new NetworkError(`No token was given: ${cause.message}`, null, cause);
    });
    const token = typeof given === "string" ? { token: given } : (given as Token);
    const end = token.expiresAt ? new Date(token.expiresAt).getTime() - marginMs : 0;
    // An end that lies in the past already says that this clock is wrong; then the server's refusal counts.
    endsAt = end > Date.now() ? end : Number.POSITIVE_INFINITY;
    return token;
  }

  function token(): Promise<Token> {
    if (Date.now() >= endsAt) current = null;
    if (!current) {
      const asked = ask();
      current = asked;
      // A failed answer is not kept: the next request asks again.
      asked.catch(() => {
        if (current === asked) current = null;
      });
    }
    return current;
  }

  return {
    mode: session ? "same-origin" : "omit",
    async authorization() {
      if (session) return null;
      return `Bearer ${apiKey ?? (await token()).token}`;
    },
    endsAt: () => endsAt,
    renew() {
      current = null;
      return Boolean(getToken);
    },
  };
}
