import { html, type nothing, type TemplateResult } from "lit";
import { query } from "../../data/client.ts";
import { field, selectField } from "../../parts/field.ts";
import type { FormState } from "../../parts/form-dialog.ts";
import {
  ChannelIntegrationsDocument,
  type ChannelIntegrationsQuery,
  type ChannelKindPartsFragment,
} from "./channels.gen.ts";

export type ChannelKind = ChannelKindPartsFragment;
export type OfferedIntegration = NonNullable<ChannelIntegrationsQuery["workspace"]>["integrations"]["nodes"][number];

/** What a channel's form begins with. */
export interface ChannelValues {
  name: string;
  settings: ReadonlyMap<string, string>;
  rateCount: number;
  rateSeconds: number;
  /** False while the channel is made: then secrets are needed, later they may stay. */
  exists: boolean;
}

/** The integrations of the workspace that a channel can use. */
export async function readIntegrations(slug: string): Promise<readonly OfferedIntegration[]> {
  const { workspace } = await query(ChannelIntegrationsDocument, { slug });
  return (workspace?.integrations.nodes ?? []).filter(({ state }) => state !== "DISCONNECTED");
}

/** What a kind asks for, with its name and its rate. */
export function channelFields(
  { values, errorOf }: FormState,
  kind: ChannelKind,
  given: ChannelValues,
  integrations: readonly OfferedIntegration[],
): TemplateResult {
  const typed = (name: string, otherwise: string): string => values[name] ?? otherwise;
  return html`
    ${field({ name: "name", label: "Name", value: typed("name", given.name), required: true, autofocus: true, maxlength: 80, error: errorOf("name"), hint: "What rules and routes call it: “Operations in Slack”." })}
    ${kind.fields.map((each) => settingField(each, { values, errorOf }, given, integrations))}
    <details class="field"><summary>At most ${given.rateCount} messages in ${given.rateSeconds} s; more are merged into one</summary>
      <div class="fields-row">${field({ name: "rateCount", label: "Messages", type: "number", inputmode: "numeric", value: typed("rateCount", String(given.rateCount)), error: errorOf("rateCount") })}
      ${field({ name: "rateSeconds", label: "In seconds", type: "number", inputmode: "numeric", value: typed("rateSeconds", String(given.rateSeconds)), error: errorOf("rateSeconds") })}</div></details>`;
}

function settingField(
  each: ChannelKind["fields"][number],
  { values, errorOf }: Pick<FormState, "values" | "errorOf">,
  given: ChannelValues,
  integrations: readonly OfferedIntegration[],
): TemplateResult | typeof nothing {
  const { name, label, help, placeholder, secret, optional, options } = each;
  const input = `setting:${name}`;
  const value = values[input] ?? given.settings.get(name) ?? "";
  const error = errorOf(`settings.${name}`);
  if (each.integrationOf) {
    const own = integrations.filter(({ provider }) => provider === each.integrationOf);
    const choices = own.map((one) => ({ value: one.id, label: one.name }));
    const none = [{ value: "", label: `No ${each.integrationOf} integration yet` }];
    return selectField({ name: input, label, value, options: choices.length > 0 ? choices : none, error, hint: help });
  }
  if (options.length > 0) return selectField({ name: input, label, value, options, error, hint: help });
  return field({
    name: input,
    label,
    type: secret ? "password" : "text",
    value,
    placeholder: secret && given.exists ? "Kept as it is" : (placeholder ?? ""),
    required: !optional && !(secret && given.exists),
    autocomplete: "off",
    mono: secret ?? false,
    error,
    hint: help,
  });
}

/** The input that the form's fields make. */
export function channelInput(values: Record<string, string>) {
  const settings = Object.entries(values)
    .filter(([name, value]) => name.startsWith("setting:") && value.trim() !== "")
    .map(([name, value]) => ({ name: name.slice("setting:".length), value: value.trim() }));
  return {
    name: values.name?.trim() ?? "",
    settings,
    rateCount: Number(values.rateCount) || null,
    rateSeconds: Number(values.rateSeconds) || null,
  };
}
