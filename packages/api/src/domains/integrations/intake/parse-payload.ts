/** What a body says, or why it cannot be read. */
export type ParsedPayload = { payload: unknown } | { problem: string };

/**
 * Reads a body as JSON, or as a form whose field `payload` holds JSON (GitHub's other content type), or as a form.
 * Always after the signature was checked over the bytes.
 */
export function parsePayload(body: Buffer, contentType: string | undefined): ParsedPayload {
  const text = body.toString("utf8");
  if (!contentType?.startsWith("application/x-www-form-urlencoded")) return parseJson(text);
  const form = new URLSearchParams(text);
  const inner = form.get("payload");
  return inner === null ? { payload: Object.fromEntries(form) } : parseJson(inner);
}

function parseJson(text: string): ParsedPayload {
  try {
    return { payload: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `The body is not valid JSON: ${(error as Error).message.slice(0, 120)}.` };
  }
}
