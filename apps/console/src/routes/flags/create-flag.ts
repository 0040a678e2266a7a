import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import { type FormState, openFormDialog } from "../../parts/form-dialog.ts";
import { typeWords } from "./flag-words.ts";
import { CreateFlagDocument, type CreateFlagInput, type FlagType } from "./flags.gen.ts";

/** Which values a variant flag begins with, until its page is open. */
const kinds = [
  { value: "STRING", label: "Text" },
  { value: "NUMBER", label: "Number" },
  { value: "BOOLEAN", label: "On or off" },
  { value: "JSON", label: "JSON" },
];

const samples: Record<string, readonly string[]> = {
  STRING: ["first", "second"],
  NUMBER: ["1", "2"],
  BOOLEAN: ["true", "false"],
  JSON: ['{"size": 1}', '{"size": 2}'],
};

/** The first two variants as they are typed, by the kind of their values. @throws SyntaxError for JSON that is none */
function variantsOf(values: Record<string, string>): CreateFlagInput["variants"] {
  const kind = values.kind ?? "STRING";
  const typed = (text: string): unknown => (kind === "STRING" ? text : JSON.parse(text));
  return [
    { key: values.firstKey?.trim() || "a", value: typed(values.firstValue ?? "") },
    { key: values.secondKey?.trim() || "b", value: typed(values.secondValue ?? "") },
  ];
}

function fields({ values, errorOf, redraw }: FormState, seen: { type: FlagType; kind: string }): TemplateResult {
  const [first = "", second = ""] = samples[seen.kind] ?? [];
  const variants = html`${selectField({
    name: "kind",
    label: "Values are",
    value: seen.kind,
    options: kinds,
    onChange: (kind) => {
      seen.kind = kind;
      redraw();
    },
  })}
    <div class="row fields">${field({ name: "firstKey", label: "First variant", value: values.firstKey ?? "a", mono: true, required: true, maxlength: 80 })}${field({ name: "firstValue", label: "Its value", value: values.firstValue ?? first, mono: true, required: true, error: errorOf("variants") })}</div>
    <div class="row fields">${field({ name: "secondKey", label: "Second variant", value: values.secondKey ?? "b", mono: true, required: true, maxlength: 80 })}${field({ name: "secondValue", label: "Its value", value: values.secondValue ?? second, mono: true, required: true })}</div>`;
  return html`${field({ name: "key", label: "Key", value: values.key ?? "", mono: true, placeholder: "checkout.one-page", required: true, autofocus: true, maxlength: 120, error: errorOf("key"), hint: "What code asks for. It never changes." })}
    ${field({ name: "name", label: "Name", value: values.name ?? "", placeholder: "One-page checkout", maxlength: 120, error: errorOf("name") })}
    ${selectField({
      name: "type",
      label: "What it is for",
      value: seen.type,
      options: Object.entries(typeWords).map(([value, label]) => ({ value, label })),
      onChange: (type) => {
        seen.type = type as FlagType;
        redraw();
      },
    })}
    ${seen.type === "VARIANT" ? variants : ""}
    ${field({ name: "category", label: "Category", value: values.category ?? "", placeholder: "general", maxlength: 60, error: errorOf("category") })}
    ${field({ name: "description", label: "What it is about", value: values.description ?? "", maxlength: 500, error: errorOf("description") })}`;
}

/** Asks for a new flag. Off everywhere until somebody switches it on. Resolves with its id; with nothing when it was given up. */
export async function createFlag(workspaceId: string): Promise<string | undefined> {
  const seen = { type: "BOOLEAN" as FlagType, kind: "STRING" };
  const made = await openFormDialog({
    title: "Make a flag",
    intro: "It answers its default in every environment until you switch it on there.",
    verb: "Make the flag",
    fields: (state) => fields(state, seen),
    submit: (values) => {
      const text = (name: string): string | undefined => values[name]?.trim() || undefined;
      const own = { key: text("key") ?? "", name: text("name"), category: text("category"), type: seen.type };
      const variants = seen.type === "VARIANT" ? { variants: variantsOf(values) } : {};
      return mutate(CreateFlagDocument, {
        input: { workspaceId, ...own, ...variants, description: text("description") },
      });
    },
  });
  return made?.flag.id;
}
