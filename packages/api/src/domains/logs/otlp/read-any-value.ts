import type { Reader } from "protobufjs/minimal.js";
import { intakeLimits } from "../ingest/intake-limits.ts";
import { RefusedEntry } from "../ingest/intake-notes.ts";
import type { JsonValue } from "../store/json-value.ts";
import type { MessageReader } from "./message-reader.ts";

/** `opentelemetry.proto.common.v1.AnyValue`. A union: the last member counts. */
export function readAnyValue(from: MessageReader, depth: number): JsonValue {
  const { reader } = from;
  const outer = from.enter();
  if (depth > intakeLimits.depth) throw new RefusedEntry(`values lie more than ${intakeLimits.depth} deep`);
  from.countValue();
  let value: JsonValue = null;
  while (from.more) {
    const tag = reader.uint32();
    switch (tag) {
      case 10:
        value = from.text();
        break;
      case 16:
        value = reader.bool();
        break;
      case 24:
        value = readInteger(reader);
        break;
      case 33:
        value = finite(reader.double());
        break;
      case 42:
        value = readArray(from, depth);
        break;
      case 50:
        value = readKeyValues(from, depth);
        break;
      case 58:
        value = Buffer.from(reader.bytes()).toString("base64");
        break;
      default:
        reader.skipType(tag & 7);
    }
  }
  from.leave(outer);
  return value;
}

/** JSON has no word for these; the text is what people expect. */
function finite(value: number): JsonValue {
  return Number.isFinite(value) ? value : String(value);
}

function readInteger(reader: Reader): JsonValue {
  const long = reader.int64();
  if (typeof long === "number") return long;
  const number = long.high * 4_294_967_296 + (long.low >>> 0);
  return Number.isSafeInteger(number) ? number : (BigInt(long.high) << 32n) | BigInt(long.low >>> 0);
}

function readArray(from: MessageReader, depth: number): JsonValue {
  const { reader } = from;
  const outer = from.enter();
  const values: JsonValue[] = [];
  while (from.more) {
    const tag = reader.uint32();
    if (tag === 10) values.push(readAnyValue(from, depth + 1));
    else reader.skipType(tag & 7);
  }
  from.leave(outer);
  return values;
}

function readKeyValues(from: MessageReader, depth: number): JsonValue {
  const { reader } = from;
  const outer = from.enter();
  const values: Record<string, JsonValue> = {};
  while (from.more) {
    const tag = reader.uint32();
    if (tag === 10) readKeyValue(from, values, depth + 1);
    else reader.skipType(tag & 7);
  }
  from.leave(outer);
  return values;
}

/** `KeyValue`, into the values that it belongs to. */
export function readKeyValue(from: MessageReader, into: Record<string, JsonValue>, depth: number): void {
  const { reader } = from;
  const outer = from.enter();
  let key = "";
  let value: JsonValue = null;
  while (from.more) {
    const tag = reader.uint32();
    if (tag === 10) key = from.text();
    else if (tag === 18) value = readAnyValue(from, depth);
    else reader.skipType(tag & 7);
  }
  from.leave(outer);
  from.set(into, key, value);
}
