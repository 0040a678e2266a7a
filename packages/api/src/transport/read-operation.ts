import type { IncomingMessage } from "node:http";
import { limits } from "../graphql/limits/limits.ts";
import { InvalidInputError } from "../service/errors.ts";
import { readBody } from "./read-body.ts";

/** A request that is not written in a way that is taken here: answered with 415. */
export class UnreadableFormatError extends InvalidInputError {}

const strict = new TextDecoder("utf-8", { fatal: true });

/**
 * The GraphQL request in a body. POST is taken as plain JSON in UTF-8 only: forms are what other pages can send without asking.
 * @throws UnreadableFormatError for another type, charset or encoding
 * @throws TooLargeError
 * @throws InvalidInputError for what is no JSON object, and for bytes that are no UTF-8, which would be stored as other ones
 */
export async function readOperation(req: IncomingMessage): Promise<Record<string, unknown>> {
  refuseFormat(req);
  const text = decode(await readBody(req, limits.bodyBytes));
  const parsed = parse(text);
  if (Array.isArray(parsed)) {
    throw wrongBody("is a list, and operations are taken one at a time.", "Send a request for each operation.");
  }
  if (typeof parsed !== "object" || parsed === null || Object.keys(parsed).length === 0) {
    throw wrongBody("holds no operation.", 'Send a JSON object: {"query": …, "variables": …}.');
  }
  return parsed as Record<string, unknown>;
}

function refuseFormat({ headers }: IncomingMessage): void {
  const type = headers["content-type"] ?? "";
  const [, charset = "utf-8"] = /;\s*charset="?([\w-]+)/i.exec(type) ?? [];
  if (!/^application\/(graphql\+)?json\s*(;|$)/i.test(type) || !/^utf-?8$/i.test(charset)) {
    const message = `is “${type.slice(0, 80)}”; POST is taken as application/json in UTF-8 only.`;
    throw new UnreadableFormatError(
      [{ path: ["Content-Type"], message }],
      'Send the operation as JSON: {"query": …, "variables": …}.',
    );
  }
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding.toLowerCase() === "identity") return;
  const message = `is “${encoding.slice(0, 80)}”; a body is taken as it is, without compression.`;
  throw new UnreadableFormatError([{ path: ["Content-Encoding"], message }], "Send the body uncompressed.");
}

function decode(body: Buffer): string {
  try {
    return strict.decode(body);
  } catch {
    throw wrongBody("holds bytes that are no UTF-8.", "Encode the body as UTF-8.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrongBody(`is not valid JSON: ${(error as Error).message.slice(0, 120)}.`, "Send a JSON object.");
  }
}

function wrongBody(message: string, nextStep: string): InvalidInputError {
  return new InvalidInputError([{ path: ["body"], message }], nextStep);
}
