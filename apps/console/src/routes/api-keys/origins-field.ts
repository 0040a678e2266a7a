import type { TemplateResult } from "lit";
import { field } from "../../parts/field.ts";

export interface OriginsField {
  /** As it was typed. */
  value: string;
  error?: string | undefined;
  onInput?: (value: string) => void;
}

/** Which pages a publishable key works from, one a line; none for every page. */
export function originsField({ value, error, onInput }: OriginsField): TemplateResult {
  return field({
    name: "origins",
    label: "Pages that may use it",
    type: "textarea",
    mono: true,
    value,
    placeholder: "https://shop.example",
    hint: "One origin a line: scheme, host and port, without a path. Left empty, every page may, and whoever copies the key.",
    error,
    ...(onInput ? { onInput } : {}),
  });
}

/** What was typed, as the API takes it; null for every page. */
export function originsOf(text: string | undefined): string[] | null {
  const origins = (text ?? "").split(/[\s,]+/).filter((origin) => origin !== "");
  return origins.length > 0 ? origins : null;
}

/** What is wrong with them: the API names one by its place in the list. */
export function originsError(fields: Record<string, string>, typed: string | undefined): string | undefined {
  const found = Object.entries(fields).find(([path]) => path === "origins" || path.startsWith("origins"));
  if (!found) return undefined;
  const [path, message] = found;
  const index = /\d+/.exec(path)?.[0];
  const named = index === undefined ? undefined : originsOf(typed)?.[Number(index)];
  return named ? `${named} ${message}` : message;
}
