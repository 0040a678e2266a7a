import { isUtf8 } from "node:buffer";
import { AppError, InvalidInputError } from "../../../service/errors.ts";
import type { IncomingEntry } from "../ingest/incoming-entry.ts";
import type { IntakeNotes } from "../ingest/intake-notes.ts";
import { parseExactly } from "../store/parse-exactly.ts";
import type { OtlpEncoding } from "./otlp-answer.ts";
import { readJson } from "./read-json.ts";
import { isObject } from "./read-json-value.ts";
import { readProtobuf } from "./read-protobuf.ts";

/**
 * An `ExportLogsServiceRequest` in either encoding.
 * @throws InvalidInputError when the body is none
 * @throws TooLargeError when it holds more than one request may
 */
export function readOtlp(encoding: OtlpEncoding, body: Buffer, notes: IntakeNotes): IncomingEntry[] {
  try {
    return encoding === "json" ? readJson(parse(body, notes), notes) : readProtobuf(body, notes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new InvalidInputError(
      [{ path: ["body"], message: `is no ExportLogsServiceRequest in ${encoding}: ${(error as Error).message}.` }],
      "Send what an OpenTelemetry exporter for OTLP over HTTP sends, with the content type that fits.",
    );
  }
}

function parse(body: Buffer, notes: IntakeNotes): Record<string, unknown> {
  const text = body.toString("utf8");
  if (text.includes("\ufffd") && !isUtf8(body))
    notes.change("request was not valid UTF-8; U+FFFD stands for what could not be read");
  const request: unknown = parseExactly(text);
  if (!isObject(request)) throw new SyntaxError("it is no object");
  if (!Object.hasOwn(request, "resourceLogs") && Object.keys(request).length > 0)
    throw new InvalidInputError(
      [
        {
          path: ["body"],
          message: "No resourceLogs in it: it is no ExportLogsServiceRequest, and nothing of it was stored.",
        },
      ],
      "Send OTLP's JSON with resourceLogs; plain lines go to /v1/logs/ndjson.",
    );
  return request;
}
