import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { IdPool } from "./ids-in.ts";
import { nodeTypes } from "./selection-of.ts";

/** Texts that rules ask for, by the field's name. What is not listed gets “made-up-…”. */
const texts: Record<string, (serial: number, variant: number) => string> = {
  email: (serial) => `made-up-${serial}@meridian.example`,
  url: () => "https://meridian.example/made-up",
  origins: () => "https://meridian.example",
  scopes: () => "events:read",
  provider: (_, variant) => (variant % 2 === 0 ? "generic-webhook" : "github"),
  component: () => "integrations",
  eventTypes: () => "workspace.renamed",
  types: () => "workspace.renamed",
  timeZone: () => "Europe/Lisbon",
  kind: () => "role_changed",
};

let serial = 0;

export interface MadeUpOptions {
  /** The id for an ID field, by the type that it is of; undefined leaves the field out. */
  idOf(path: string, types: readonly string[]): string | undefined;
  /** The mutation, after which a bare `id` is understood. */
  mutation: string;
  /** Which of several values to take where there is a choice. */
  variant: number;
  /** Whether optional fields that hold no id are filled too. */
  full: boolean;
}

/** An input of the type that keeps the rules as far as the schema tells them. */
export function madeUpInput(type: GraphQLInputType, options: MadeUpOptions, path: string[] = []): unknown {
  const bare = getNullableType(type);
  const name = path.at(-1) ?? "";
  if (isListType(bare)) {
    const item = madeUpInput(bare.ofType, options, path);
    return item === undefined ? undefined : [item];
  }
  if (isInputObjectType(bare)) {
    const entries = Object.values(bare.getFields())
      .filter((field) => options.full || isNonNullType(field.type) || idFields(field.type, field.name).length > 0)
      .map((field) => [field.name, madeUpInput(field.type, options, [...path, field.name])] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  if (isEnumType(bare)) return bare.getValues().at(-1)?.name;
  serial += 1;
  const { name: scalar } = bare as { name: string };
  if (scalar === "ID") return options.idOf(path.join("."), typesOf(name, options.mutation));
  if (scalar === "Int" || scalar === "Float") return 1;
  if (scalar === "Boolean") return true;
  if (scalar === "DateTime") return new Date(Date.now() + 86_400_000).toISOString();
  if (scalar === "JSON") return { note: "made up" };
  return texts[name]?.(serial, options.variant) ?? `made-up-${serial}`;
}

/** Paths of the ID fields in an input, however deep. */
export function idFields(type: GraphQLInputType, name: string, above: string[] = []): string[] {
  const bare = getNamedType(type);
  const path = [...above, name];
  if (bare.name === "ID") return [path.slice(1).join(".") || name];
  if (!isInputObjectType(bare) || path.length > 6) return [];
  return Object.values(bare.getFields()).flatMap((field) => idFields(field.type, field.name, path));
}

/** Which node types an ID field may be of, from its name; all of them when the name tells nothing. */
function typesOf(field: string, mutation: string): readonly string[] {
  const all = nodeTypes();
  const noun = field.replace(/Ids?$/, "").toLowerCase();
  const named = all.filter((type) => type.toLowerCase() === noun);
  if (named.length > 0) return named;
  const ending = all.filter((type) => noun.length > 2 && type.toLowerCase().endsWith(noun));
  if (ending.length > 0) return ending;
  const qualified = all.filter((type) => noun.endsWith(type.toLowerCase()));
  if (qualified.length > 0) return qualified;
  const meant = all.filter((type) => mutation.toLowerCase().includes(type.toLowerCase()));
  const longest = Math.max(0, ...meant.map((type) => type.length));
  return longest > 0 ? meant.filter((type) => type.length === longest) : all;
}

/** The argument written out, once for each of its ID fields and fitting id: `filter: {tenantId: "ten_…"}`. */
export function idArguments(arg: GraphQLArgument, pool: IdPool): string[] {
  const type = getNamedType(arg.type);
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields())
    .filter((field) => getNamedType(field.type).name === "ID")
    .flatMap((field) =>
      typesOf(field.name, "")
        .flatMap((name) => [...(pool.get(name) ?? [])].slice(0, 2))
        .map(
          (id) => `${arg.name}: {${field.name}: ${isListType(getNullableType(field.type)) ? `["${id}"]` : `"${id}"`}}`,
        ),
    );
}
