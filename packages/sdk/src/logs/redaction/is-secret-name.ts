/** Ends of names, folded: `x-api-key`, `userPassword`, `csrf_token` and `AWS_SECRET_ACCESS_KEY` end like the plain ones. */
const endings =
  /(?:password|passwd|pwd|passphrase|secret|token|apikey|secretkey|accesskey|privatekey|signingkey|encryptionkey|authorization|cookie|cardnumber|^cvc|^cvv)$/;

/** Names that were looked at: entries have few different ones, and each comes with every entry. */
const known = new Map<string, boolean>();
const mostKnown = 10_000;

/**
 * Whether what stands under this name is a secret: the end of its last dotted part counts, without case, `-` and `_`. `password`,
 * `http.request.header.authorization`, `x-api-key`, `db_password`, `sessionToken` are; `token_count` and `prompt_tokens` are not.
 */
export function isSecretName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const last = name.slice(name.lastIndexOf(".") + 1);
  const secret = endings.test(last.replaceAll(/[-_]/g, "").toLowerCase());
  if (known.size >= mostKnown) known.clear();
  if (name.length <= 200) known.set(name, secret);
  return secret;
}
