/** Fields of a form, or the fields of a JSON object; empty for anything else. */
export type ParsedBody = Record<string, unknown>;

/** Reads what a twin was sent. */
export function parseBody(text: string, contentType: string | undefined): ParsedBody {
  if (contentType?.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(text));
  if (!text.startsWith("{")) return {};
  return JSON.parse(text) as ParsedBody;
}
