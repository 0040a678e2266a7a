import protobuf from "protobufjs/minimal.js";
import type { LogBatchAnswer } from "../store/log-store.ts";

/** An OTLP body is answered in its own encoding, refusals too (https://opentelemetry.io/docs/specs/otlp/#otlphttp-response). */
export type OtlpEncoding = "json" | "protobuf";

export const otlpContentType: Record<OtlpEncoding, string> = {
  json: "application/json",
  protobuf: "application/x-protobuf",
};

/** `ExportLogsServiceResponse`. Without anything to say it is empty, as the specification asks. */
export function otlpAnswer(encoding: OtlpEncoding, { rejected, message }: LogBatchAnswer): Buffer {
  const isPartial = rejected > 0 || message !== null;
  if (encoding === "json") {
    const partialSuccess = { rejectedLogRecords: String(rejected), errorMessage: message ?? "" };
    return Buffer.from(JSON.stringify(isPartial ? { partialSuccess } : {}));
  }
  const writer = protobuf.Writer.create();
  if (isPartial) {
    writer.uint32(10).fork();
    if (rejected > 0) writer.uint32(8).int64(rejected);
    if (message) writer.uint32(18).string(message);
    writer.ldelim();
  }
  return Buffer.from(writer.finish());
}

/** `google.rpc.Status`. */
export function otlpStatus(encoding: OtlpEncoding, code: number, message: string): Buffer {
  if (encoding === "json") return Buffer.from(JSON.stringify({ code, message }));
  return Buffer.from(protobuf.Writer.create().uint32(8).int32(code).uint32(18).string(message).finish());
}
