import { html, nothing, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { presentError } from "../../data/presented-error.ts";
import { field, selectField } from "../../parts/field.ts";
import { type FormState, openFormDialog } from "../../parts/form-dialog.ts";
import { showSecret } from "../integrations/show-secret.ts";
import {
  ApiKeyListDocument,
  CreateApiKeyDocument,
  PermissionMatrixDocument,
  type PermissionMatrixQuery,
} from "./api-keys.gen.ts";
import { originsError, originsField, originsOf } from "./origins-field.ts";

type Scope = PermissionMatrixQuery["permissions"][number];

const lives = [
  { value: "", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

/** What the form sends for a key of every environment. */
const everywhere = "everywhere";

/** What is known beyond the values of the form. */
interface Chosen {
  kind: string;
  /** What the API refused last, by its path: of origins it names one by its place. */
  refused: Record<string, string>;
}

function fields(
  { values, errorOf, redraw }: FormState,
  scopes: readonly Scope[],
  environments: readonly { id: string; name: string }[],
  chosen: Chosen,
): TemplateResult {
  const offered = scopes.filter((each) =>
    each.kinds.includes(chosen.kind === "publishable" ? "PUBLISHABLE" : "SECRET"),
  );
  const places = environments.map((each) => ({ value: each.id, label: each.name }));
  const choose = (kind: string): void => {
    chosen.kind = kind;
    redraw();
  };
  return html`${field({ name: "name", label: "Name", value: values.name ?? "", placeholder: "What uses it", required: true, autofocus: true, maxlength: 80, error: errorOf("name") })}
    <fieldset class="choices"><legend>Kind</legend>
      <label class="check"><input type="radio" name="kind" value="secret" ?checked=${chosen.kind === "secret"} @change=${() => choose("secret")}>Secret<small>For servers. Whoever holds it may do all that is chosen below.</small></label>
      <label class="check"><input type="radio" name="kind" value="publishable" ?checked=${chosen.kind === "publishable"} @change=${() => choose("publishable")}>Publishable<small>May stand in a page. Reads little, changes nothing.</small></label></fieldset>
    ${selectField({ name: "environmentId", label: "Environment", options: chosen.kind === "publishable" ? places : [...places, { value: everywhere, label: "Every environment" }], hint: chosen.kind === "publishable" ? undefined : "A key of every environment is for automation: it changes flags and segments everywhere at once.", error: errorOf("environmentId") })}
    ${chosen.kind === "publishable" ? originsField({ value: values.origins ?? "", error: errorOf("origins") ?? originsError(chosen.refused, values.origins) }) : nothing}
    ${selectField({ name: "days", label: "Ends", options: lives, value: values.days ?? "90", error: errorOf("expiresAt") })}
    <fieldset class="choices target-list"><legend>May</legend>${offered.map((each) => html`<label class="check"><input type="checkbox" name="scopes" value=${each.permission} ?checked=${chosen.kind === "publishable" || each.permission.endsWith(":read")}><code>${each.permission}</code><small>${each.description}</small></label>`)}</fieldset>
    ${errorOf("scopes") ? html`<div class="field"><p class="error">${errorOf("scopes")}</p></div>` : nothing}`;
}

/** Creates a key and shows it the one time it can be shown. @returns Whether one was made. */
export async function createApiKey(slug: string, workspaceId: string): Promise<boolean> {
  const [{ permissions }, list] = await Promise.all([
    query(PermissionMatrixDocument, {}),
    query(ApiKeyListDocument, { slug, first: 1 }),
  ]);
  const environments = list.workspace?.environments.nodes ?? [];
  const chosen: Chosen = { kind: "secret", refused: {} };
  const made = await openFormDialog({
    title: "Create an API key",
    verb: "Create the key",
    wide: true,
    fields: (state) => fields(state, permissions, environments, chosen),
    submit: async (values, form) => {
      const days = Number(values.days ?? 0);
      const expiresAt = days > 0 ? new Date(Date.now() + days * 86_400_000).toISOString() : null;
      const publishable = chosen.kind === "publishable";
      chosen.refused = {};
      return await mutate(CreateApiKeyDocument, {
        input: {
          workspaceId,
          origins: publishable ? originsOf(values.origins) : null,
          name: values.name?.trim() ?? "",
          kind: publishable ? "PUBLISHABLE" : "SECRET",
          environmentId: values.environmentId === everywhere ? null : (values.environmentId ?? ""),
          scopes: form.getAll("scopes").map(String),
          expiresAt,
        },
      }).catch((error: unknown) => {
        chosen.refused = presentError(error).fields;
        throw error;
      });
    },
  });
  if (!made) return false;
  await showSecret({
    title: `The key ${made.apiKey.name}`,
    words: "It is shown once; only its hash is kept here.",
    label: "API key",
    secret: made.key,
  });
  return true;
}
