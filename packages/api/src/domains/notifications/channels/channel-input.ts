import { z } from "zod";
import { decodeId } from "../../../graphql/ids.ts";
import { type InputIssue, InvalidInputError } from "../../../service/errors.ts";
import type { ChannelField, ChannelKind, ChannelSettings } from "../channel-kind.ts";

export const channelFields = {
  name: z.string().trim().min(1).max(80),
  settings: z.array(z.object({ name: z.string().max(60), value: z.string().max(4000) })).max(20),
  rateCount: z.int().min(1).max(10_000),
  rateSeconds: z.int().min(1).max(3600),
};

/**
 * The settings that a person gave, checked against what the kind asks for.
 * @param before what is kept where nothing new is given
 * @throws InvalidInputError with every issue
 */
export function readSettings(
  kind: ChannelKind,
  given: readonly { name: string; value: string }[],
  before: ChannelSettings = {},
): ChannelSettings {
  const issues: InputIssue[] = [];
  const known = new Map(kind.fields.map((field) => [field.name, field]));
  for (const { name } of given) {
    if (!known.has(name))
      issues.push({ path: ["settings", name], message: `${kind.title} asks for nothing of this name.` });
  }
  const values = new Map(given.map(({ name, value }) => [name, bareId(known.get(name), value.trim())]));
  const settings: Record<string, string> = { ...before };
  for (const { name, label, optional, pattern, options } of kind.fields) {
    const value = values.get(name);
    if (value) settings[name] = value;
    else if (value === "" && optional) delete settings[name];
    const has = settings[name];
    if (!has) {
      if (!optional) issues.push({ path: ["settings", name], message: `${label} is needed.` });
    } else if (pattern && !pattern.like.test(has)) {
      issues.push({ path: ["settings", name], message: pattern.rule });
    } else if (known.get(name)?.integrationOf && !z.uuid().safeParse(has).success) {
      issues.push({ path: ["settings", name], message: `${label} must be the id of a connected integration, int_….` });
    } else if (options && !options.some((option) => option.value === has)) {
      issues.push({
        path: ["settings", name],
        message: `must be one of ${options.map((one) => one.value).join(", ")}.`,
      });
    }
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return settings;
}

/** Integrations are named by the id outside, `int_…`, and kept by the one inside. */
function bareId(field: ChannelField | undefined, value: string): string {
  if (!field?.integrationOf || !value.startsWith("int_")) return value;
  try {
    return decodeId("int", value);
  } catch {
    return value;
  }
}
