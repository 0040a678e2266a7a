/**
 * One line to paste: signs a small body with the secret and sends it. The moment is part of the body, so each run is a delivery
 * of its own.
 */
export function curlLine(url: string, secret: string): string {
  const body = `{"type":"hello.sent","title":"Hello from the terminal","at":"'"$(date -u +%FT%TZ)"'"}`;
  const signature = `$(printf %s "$BODY" | openssl dgst -sha256 -hmac '${secret}' | sed 's/^.*= //')`;
  return [
    `BODY='${body}'`,
    `curl -sS -X POST '${url}' -H 'content-type: application/json' -H "x-plumbline-signature: sha256=${signature}" -d "$BODY"`,
  ].join("; ");
}
