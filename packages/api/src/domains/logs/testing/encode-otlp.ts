import protobuf from "protobufjs/minimal.js";

/** What an entry of a made-up request says. */
export interface EncodedRow {
  millis: number;
  severity: number;
  severityText: string;
  body: string;
  traceId: string;
  spanId: string;
  attributes: Record<string, string | number>;
}

/** An `ExportLogsServiceRequest` in protobuf, of one resource and one scope. */
export function encodeOtlp(resource: Record<string, string>, rows: readonly EncodedRow[]): Buffer {
  const writer = protobuf.Writer.create();
  writer.uint32(10).fork().uint32(10).fork();
  for (const [key, value] of Object.entries(resource)) pair(writer, 10, key, value);
  writer.ldelim().uint32(18).fork().uint32(10).fork().uint32(10).string("bench").ldelim();
  for (const row of rows) record(writer, row);
  return Buffer.from(writer.ldelim().ldelim().finish());
}

function pair(writer: protobuf.Writer, tag: number, key: string, value: string | number): void {
  writer.uint32(tag).fork().uint32(10).string(key).uint32(18).fork();
  if (typeof value === "string") writer.uint32(10).string(value);
  else writer.uint32(24).int64(value);
  writer.ldelim().ldelim();
}

function record(writer: protobuf.Writer, row: EncodedRow): void {
  const nanos = `${row.millis}000000` as never;
  writer.uint32(18).fork().uint32(9).fixed64(nanos).uint32(16).int32(row.severity);
  writer.uint32(26).string(row.severityText).uint32(42).fork().uint32(10).string(row.body).ldelim();
  for (const [key, value] of Object.entries(row.attributes)) pair(writer, 50, key, value);
  writer.uint32(74).bytes(Buffer.from(row.traceId, "hex")).uint32(82).bytes(Buffer.from(row.spanId, "hex"));
  writer.uint32(89).fixed64(nanos).ldelim();
}
