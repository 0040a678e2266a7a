import type { JsonValue } from "../../model/json-value.ts";
import type { PortableFlag, ValueKind } from "../flag-file.ts";
import type { UnleashFeature, UnleashVariant } from "./unleash-state.ts";

/** The variants of one feature over all environments and strategies, under keys of their own. */
export class VariantBook {
  readonly kind: ValueKind;
  readonly differences: string[] = [];
  readonly #byContent = new Map<string, string>();
  readonly #values = new Map<string, JsonValue>();
  /** What those outside get. */
  readonly outside: string;
  readonly #plain: string;

  constructor(features: readonly UnleashFeature[]) {
    const all = features.flatMap((feature) => [
      ...(feature.variants ?? []),
      ...(feature.strategies ?? []).flatMap(({ variants }) => variants ?? []),
    ]);
    this.kind = kindOf(all);
    const names = new Set(all.map(({ name }) => name));
    const free = (key: string): string => (names.has(key) ? free(`${key}-`) : key);
    this.outside = free(this.kind === "boolean" ? "off" : "disabled");
    this.#plain = free(this.kind === "boolean" ? "on" : "enabled");
    if (this.kind === "boolean") this.#values.set(this.#plain, true);
    this.#values.set(this.outside, emptyOf(this.kind));
    if (all.length > 0)
      this.differences.push(
        `Those outside get the variant "${this.outside}" with the value ${JSON.stringify(emptyOf(this.kind))}; Unleash's "disabled" has no value.`,
      );
    if (this.kind === "string" && all.some(({ payload }) => payload && payload.type !== "string"))
      this.differences.push(
        "The payloads are of several kinds or not all JSON objects; here all are text, as Unleash's clients get them.",
      );
  }

  /** Key of a variant; of what those get who are let in without one, for null. */
  keyOf(variant: UnleashVariant | null): string {
    if (variant) return this.#byContent.get(contentOf(variant)) ?? this.#add(variant);
    if (!this.#values.has(this.#plain)) this.#values.set(this.#plain, emptyOf(this.kind));
    return this.#plain;
  }

  /** Keys that stand for a variant's name; all that are on, without a name. */
  keysOn(names?: readonly string[]): string[] {
    const named = [...this.#byContent].filter(([content]) => names?.includes((JSON.parse(content) as [string])[0]));
    if (!names) return this.all.map(({ key }) => key).filter((key) => key !== this.outside);
    const plain = names.includes("disabled") && this.#values.has(this.#plain) ? [this.#plain] : [];
    return [...named.map(([, key]) => key), ...plain];
  }

  get all(): PortableFlag["variants"] {
    return [...this.#values].map(([key, value]) => ({ key, value }));
  }

  #add(variant: UnleashVariant): string {
    let key = variant.name;
    for (let i = 2; this.#values.has(key); i += 1) key = `${variant.name}-${i}`;
    if (key !== variant.name)
      this.differences.push(`The variant "${variant.name}" has several payloads; one of them is called "${key}" here.`);
    this.#byContent.set(contentOf(variant), key);
    this.#values.set(key, payloadOf(variant, this.kind));
    return key;
  }
}

function contentOf({ name, payload }: UnleashVariant): string {
  return JSON.stringify([name, payload?.type ?? null, payload?.value ?? null]);
}

function kindOf(all: readonly UnleashVariant[]): ValueKind {
  if (all.length === 0) return "boolean";
  if (all.every(({ payload }) => payload?.type === "number" && Number.isFinite(Number(payload.value)))) return "number";
  return all.every(({ payload }) => payload?.type === "json" && isObject(payload.value)) ? "json" : "string";
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

function payloadOf({ name, payload }: UnleashVariant, kind: ValueKind): JsonValue {
  if (!payload) return name;
  if (kind === "number") return Number(payload.value);
  return kind === "json" ? (JSON.parse(payload.value) as JsonValue) : payload.value;
}

function emptyOf(kind: ValueKind): JsonValue {
  return { boolean: false, string: "", number: 0, json: {} }[kind];
}
