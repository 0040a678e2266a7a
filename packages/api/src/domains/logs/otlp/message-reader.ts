import { isUtf8 } from "node:buffer";
import protobuf from "protobufjs/minimal.js";
import { intakeLimits } from "../ingest/intake-limits.ts";
import { type IntakeNotes, RefusedEntry } from "../ingest/intake-notes.ts";
import type { JsonValue } from "../store/json-value.ts";
import { tellLostId } from "./tell-lost-id.ts";

/**
 * protobufjs' reader with what a door for strangers needs on top: bounds on how many values one entry makes, and texts that are
 * checked. The messages are read by hand, straight into what is stored: generated classes would be made and thrown away.
 */
export class MessageReader {
  readonly reader: protobuf.Reader;
  readonly notes: IntakeNotes;
  readonly #bytes: Buffer;
  #values = 0;

  constructor(body: Buffer, notes: IntakeNotes) {
    this.#bytes = body;
    this.reader = protobuf.Reader.create(body);
    this.notes = notes;
  }

  /**
   * Steps into a message: from its length on, until `leave`, nothing beyond its end can be read. Without that a message could lie
   * about its length, and the same bytes be read again for each of many others.
   * @returns what `leave` needs
   */
  enter(): number {
    const { reader } = this;
    const outer = reader.len;
    const end = reader.uint32() + reader.pos;
    if (end > outer) throw new RangeError(`a message ends ${end - outer} bytes beyond what holds it`);
    reader.len = end;
    return outer;
  }

  /** Whether the message that was entered holds more. */
  get more(): boolean {
    return this.reader.pos < this.reader.len;
  }

  leave(outer: number): void {
    this.reader.pos = this.reader.len;
    this.reader.len = outer;
  }

  text(): string {
    const { reader } = this;
    const length = reader.uint32();
    const start = reader.pos;
    const end = start + length;
    if (end > reader.len) throw new RangeError(`a text ends ${end - reader.len} bytes beyond the body`);
    reader.pos = end;
    const text = length < 24 ? this.#shortText(start, end) : this.#bytes.toString("utf8", start, end);
    if (text.includes("\ufffd") && !isUtf8(this.#bytes.subarray(start, end)))
      this.notes.change("texts were not valid UTF-8; U+FFFD stands for what could not be read");
    return text;
  }

  /** Most names and many values are short and ASCII; a call into C++ costs more than reading those. */
  #shortText(start: number, end: number): string {
    let text = "";
    for (let at = start; at < end; at += 1) {
      const byte = this.#bytes[at] as number;
      if (byte > 127) return this.#bytes.toString("utf8", start, end);
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** An id in hexadecimal; empty, and told, when it is of another length. */
  id(name: "trace" | "span", bytes: number): string {
    const { reader } = this;
    const length = reader.uint32();
    const start = reader.pos;
    reader.pos += length;
    if (reader.pos > reader.len) throw new RangeError("an id ends beyond the body");
    if (length !== bytes) {
      if (length > 0) tellLostId(this.notes, name, bytes);
      return "";
    }
    return this.#bytes.toString("hex", start, reader.pos);
  }

  /** Begins to count the values of another entry. */
  newEntry(): void {
    this.#values = 0;
  }

  countValue(): void {
    this.#values += 1;
    if (this.#values > intakeLimits.values) throw new RefusedEntry(`more than ${intakeLimits.values} values`);
  }

  /** `__proto__` as a name must become a member, not a prototype. */
  set(into: Record<string, JsonValue>, key: string, value: JsonValue): void {
    if (key === "__proto__")
      Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
    else into[key] = value;
  }
}
