import { PresentedError } from "../../data/presented-error.ts";
import type { FlagView } from "./flag-page.ts";

type Variant = FlagView["variants"][number];
type Kind = FlagView["valueKind"];

/** One variant as the editor holds it: its value is text until it is sent. */
export interface VariantRow {
  /** Tells rows apart while they are typed; never sent. */
  id: string;
  key: string;
  text: string;
  description: string;
  /** What it is on the server; undefined for one that is being added. */
  was: Variant | undefined;
  /** It leaves with the next saving; until then it can be put back. */
  removed: boolean;
}

/** A flag's variants and the schema that they keep, being changed. */
export interface VariantsDraft {
  rows: readonly VariantRow[];
  /** JSON Schema as text; empty for none. */
  schema: string;
}

/** What is sent of a draft. */
export interface WishedVariants {
  variants: { key: string; value: unknown; description: string | null }[];
  jsonSchema?: unknown;
}

type Ground = Pick<FlagView, "variants" | "valueKind" | "jsonSchema">;

const schemaText = (schema: unknown): string => (schema ? JSON.stringify(schema, null, 2) : "");

/** A value as one types it. */
export function valueText(value: unknown, kind: Kind): string {
  if (kind === "STRING" && typeof value === "string") return value;
  return JSON.stringify(value, null, kind === "JSON" ? 2 : undefined) ?? "";
}

function rowOf(was: Variant, kind: Kind): VariantRow {
  const { key, value, description } = was;
  const text = valueText(value, kind);
  return { id: crypto.randomUUID(), key, text, description: description ?? "", was, removed: false };
}

/** The draft that a flag's variants are. */
export function variantsDraftOf({ variants, valueKind, jsonSchema }: Ground): VariantsDraft {
  return { rows: variants.map((each) => rowOf(each, valueKind)), schema: schemaText(jsonSchema) };
}

/** A row for one more variant, with a value of its kind. */
export function addedRow(kind: Kind): VariantRow {
  const text = { BOOLEAN: "true", STRING: "", NUMBER: "", JSON: "{}" }[kind];
  return { id: crypto.randomUUID(), key: "", text, description: "", was: undefined, removed: false };
}

function isChanged({ key, text, description, was, removed }: VariantRow, kind: Kind): boolean {
  if (removed || !was) return true;
  return key !== was.key || text !== valueText(was.value, kind) || description !== (was.description ?? "");
}

/** Whether saving the draft would change anything. */
export function isDraftChanged(draft: VariantsDraft, { valueKind, jsonSchema }: Ground): boolean {
  return draft.schema !== schemaText(jsonSchema) || draft.rows.some((row) => isChanged(row, valueKind));
}

/**
 * The variants that a draft asks for.
 * @throws PresentedError at the field whose text is no value of the flag's kind, by the path that the API gives it
 */
export function wishedVariants({ rows, schema }: VariantsDraft, { valueKind }: Ground): WishedVariants {
  const fields: Record<string, string> = {};
  const read = (path: string, text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      fields[path] = `It is no JSON: ${(error as Error).message}`;
      return null;
    }
  };
  const readValue = ({ text, was }: VariantRow, path: string): unknown => {
    if (was && text === valueText(was.value, valueKind)) return was.value;
    if (valueKind === "STRING") return text;
    if (valueKind !== "NUMBER") return read(path, text);
    if (text.trim() === "" || !Number.isFinite(Number(text))) fields[path] = "It must be a number, such as 2 or 0.5.";
    return Number(text);
  };
  const variants = rows
    .filter(({ removed }) => !removed)
    .map((row, index) => ({
      key: row.key.trim(),
      value: readValue(row, `variants.${index}.value`),
      description: row.description.trim() || null,
    }));
  const jsonSchema = valueKind === "JSON" ? { jsonSchema: schema.trim() ? read("jsonSchema", schema) : null } : {};
  if (Object.keys(fields).length > 0)
    throw new PresentedError({ code: "INVALID_INPUT", title: "A value cannot be read.", fields });
  return { variants, ...jsonSchema };
}

/** One's own changes laid on what somebody else saved meanwhile: nobody's change is written over. */
export function rebasedDraft(own: VariantsDraft, before: Ground, newest: Ground): VariantsDraft {
  const kind = newest.valueKind;
  const byKey = new Map(newest.variants.map((each) => [each.key, each]));
  const known = new Set(before.variants.map(({ key }) => key));
  const kept = own.rows.flatMap((row): VariantRow[] => {
    const { was } = row;
    if (!was) return [row];
    const now = byKey.get(was.key);
    if (!now) return isChanged(row, kind) && !row.removed ? [{ ...row, was: undefined }] : [];
    const theirs = rowOf(now, kind);
    const text = row.text === valueText(was.value, kind) ? theirs.text : row.text;
    const description = row.description === (was.description ?? "") ? theirs.description : row.description;
    // Whoever takes a variant out has not seen what somebody else just made of it.
    const isSame = theirs.text === valueText(was.value, kind) && theirs.description === (was.description ?? "");
    return [{ ...row, text, description, was: now, removed: row.removed && isSame }];
  });
  const added = newest.variants.filter(({ key }) => !known.has(key)).map((each) => rowOf(each, kind));
  const schema = own.schema === schemaText(before.jsonSchema) ? schemaText(newest.jsonSchema) : own.schema;
  return { rows: [...kept, ...added], schema };
}
