/** Headers whose value is a credential by itself. A signature is none: it says nothing about other bodies. */
const secretHeaders = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-.*-token|x-.*-secret|x-auth-.*)$/;

/** Headers as the delivery log keeps them: credentials replaced, each value cut at 1,000 characters. */
export function redactHeaders(
  headers: Readonly<Record<string, string | undefined>>,
  alsoSecret: readonly string[] = [],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    kept[name] = secretHeaders.test(name) || alsoSecret.includes(name) ? "[redacted]" : value.slice(0, 1000);
  }
  return kept;
}
