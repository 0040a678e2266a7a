import type { Redaction } from "../redaction/compile-redaction.ts";
import { describeError, isErrorLike } from "./describe-error.ts";
import type { PlainValue } from "./plain-value.ts";
import type { ValueLimits } from "./value-limits.ts";

/**
 * A copy of a value that is safe to send: redacted, without circles, getters that throw, or more than the limits allow. Undefined
 * stays undefined, so that a field without a value is left out. The original is never touched.
 */
export function toPlainValue(
  value: unknown,
  path: readonly string[],
  limits: ValueLimits,
  redaction: Redaction,
): PlainValue | undefined {
  return new PlainWalk(limits, redaction).take(value, [...path]);
}

class PlainWalk {
  #limits: ValueLimits;
  #redaction: Redaction;
  #left: number;
  #above = new Set<object>();

  constructor(limits: ValueLimits, redaction: Redaction) {
    this.#limits = limits;
    this.#redaction = redaction;
    this.#left = limits.values;
  }

  take(value: unknown, path: string[]): PlainValue | undefined {
    if (this.#left-- <= 0) return "(cut: too many values in one entry)";
    const censored = this.#redaction.censorAt(path);
    if (censored !== undefined && value !== undefined) return censored;
    switch (typeof value) {
      case "string":
        return this.#redaction.text(value, this.#limits.stringLength);
      case "number":
        return Number.isFinite(value) ? value : String(value);
      case "boolean":
      case "bigint":
        return value;
      case "undefined":
        return undefined;
      case "function":
        return `(function ${value.name || "without a name"})`;
      case "symbol":
        return String(value);
      default:
        return value === null ? null : this.#takeObject(value as object, path);
    }
  }

  #takeObject(value: object, path: string[]): PlainValue {
    if (this.#above.has(value)) return "(circular)";
    if (path.length > this.#limits.depth) return "(cut: too deep)";
    this.#above.add(value);
    try {
      return this.#open(value, path);
    } catch (error) {
      return `(unreadable: ${this.#redaction.text(String((error as Error | undefined)?.message), 200)})`;
    } finally {
      this.#above.delete(value);
    }
  }

  #open(value: object, path: string[]): PlainValue {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "(invalid date)" : value.toISOString();
    if (value instanceof RegExp || value instanceof URL)
      return this.#redaction.text(String(value), this.#limits.stringLength);
    if (isErrorLike(value)) return this.#entries(Object.entries(describeError(value)), path);
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `(${value.byteLength} bytes)`;
    if (value instanceof Map)
      return this.#entries(
        [...value].map(([key, one]) => [String(key), one]),
        path,
      );
    if (value instanceof Set) return this.#list([...value], path);
    if (Array.isArray(value)) return this.#list(value, path);
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === "function") return this.take(toJSON.call(value), path) ?? null;
    return this.#entries(keysOf(value), path);
  }

  #list(values: unknown[], path: string[]): PlainValue {
    const { width } = this.#limits;
    const kept: PlainValue[] = values
      .slice(0, width)
      .map((one, index) => this.take(one, [...path, String(index)]) ?? null);
    if (values.length > width) kept.push(`(cut: ${values.length - width} more)`);
    return kept;
  }

  #entries(entries: [string, unknown][], path: string[]): PlainValue {
    const { width } = this.#limits;
    const kept: Record<string, PlainValue> = {};
    for (const [key, one] of entries.slice(0, width)) {
      const plain = this.take(one, [...path, key]);
      if (plain !== undefined) Object.defineProperty(kept, key, { value: plain, enumerable: true, writable: true });
    }
    if (entries.length > width) kept["(cut)"] = `${entries.length - width} more keys`;
    return kept;
  }
}

/** A getter that throws costs its own field only. */
function keysOf(value: object): [string, unknown][] {
  return Object.keys(value).map((key) => {
    try {
      return [key, (value as Record<string, unknown>)[key]];
    } catch (error) {
      return [key, `(unreadable: ${String((error as Error | undefined)?.message)})`];
    }
  });
}
