const names = new Set([
  "password",
  "passwd",
  "passphrase",
  "secret",
  "clientsecret",
  "token",
  "accesstoken",
  "refreshtoken",
  "idtoken",
  "apikey",
  "authorization",
  "proxyauthorization",
  "cookie",
  "setcookie",
  "privatekey",
  "cardnumber",
  "cvc",
  "cvv",
]);

/** Names that were looked at: attributes have few, and each comes with every entry. */
const known = new Map<string, boolean>();
const mostKnown = 10_000;

/** Whether what stands under this name is a secret: its last part counts, without case, `-` and `_`. */
export function isSecretName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const last = name.slice(name.lastIndexOf(".") + 1);
  const secret = names.has(last.replaceAll(/[-_]/g, "").toLowerCase());
  if (known.size >= mostKnown) known.clear();
  known.set(name, secret);
  return secret;
}
