import { addressForm } from "./address-below.ts";
import type { ConnectField } from "./connect-method.ts";

/** The server's address, typed by the person who connects. */
export function serverField(example: string): ConnectField {
  return {
    name: "url",
    label: "Address",
    help: "The server's address as this installation reaches it. A private one must be listed in OUTBOUND_ALLOW by the operator.",
    placeholder: example,
    secret: false,
    pattern: addressForm,
  };
}

/** Ways to sign in to a server that leaves it to whoever runs it: nothing, a bearer token, or a name with a password. */
export const serverSignIn: readonly ConnectField[] = [
  {
    name: "accessToken",
    label: "Bearer token",
    help: "Where the server or the proxy before it wants one.",
    optional: true,
  },
  {
    name: "username",
    label: "User name",
    help: "Where it wants a name and a password instead.",
    secret: false,
    optional: true,
  },
  { name: "password", label: "Password", help: "The password of that name.", optional: true },
];

/** The header that goes with what was given of `serverSignIn`. */
export function signInHeaders(credentials: Readonly<Record<string, string>>): Record<string, string> {
  const { accessToken, username, password = "" } = credentials;
  if (accessToken) return { authorization: `Bearer ${accessToken}` };
  if (!username) return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
}

/** The host of a typed address, which is what such an account is called. */
export function hostOf(url: string | undefined): string {
  return url && URL.canParse(url) ? new URL(url).host : "unknown host";
}
