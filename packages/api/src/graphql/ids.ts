import { TypeID } from "typeid-js";
import { InvalidInputError } from "../service/errors.ts";
import { encodeTypeId } from "./encode-type-id.ts";

const prefixes = new Map<string, string>();
const typenames = new Map<string, string>();

/** Gives a node type its prefix outside: `Incident` is known as `inc_…`. One prefix per type, for good. */
export function registerIdPrefix(typename: string, prefix: string): void {
  const taken = typenames.get(prefix);
  if (taken && taken !== typename) throw new TypeError(`The id prefix ${prefix} belongs to ${taken} already.`);
  prefixes.set(typename, prefix);
  typenames.set(prefix, typename);
}

/** The id outside, sortable and readable: `ws_01h2xcejqtf2nbrexx3vqjhp41`. */
export function encodeId(prefix: string, uuid: string): string {
  return encodeTypeId(prefix, uuid);
}

/**
 * The uuid inside.
 * @param prefix the prefix that the id must have
 * @throws InvalidInputError for another prefix or a text that is no id
 */
export function decodeId(prefix: string, id: string): string {
  try {
    return TypeID.fromString(id, prefix).toUUID();
  } catch {
    throw new InvalidInputError([{ path: ["id"], message: `“${shorten(id)}” is not an id of the form ${prefix}_….` }]);
  }
}

/** Whether a type is a node, so that its rows have an id outside. */
export function isNodeType(typename: string): boolean {
  return prefixes.has(typename);
}

export function encodeGlobalId(typename: string, uuid: string): string {
  const prefix = prefixes.get(typename);
  if (!prefix) throw new TypeError(`${typename} has no id prefix; call registerIdPrefix beside its definition.`);
  return encodeId(prefix, uuid);
}

/** The type and uuid behind any id. @throws InvalidInputError when it is none of ours */
export function decodeGlobalId(id: string): { typename: string; id: string } {
  const prefix = id.slice(0, Math.max(0, id.lastIndexOf("_")));
  const typename = typenames.get(prefix);
  if (!typename) {
    throw new InvalidInputError([{ path: ["id"], message: `“${shorten(id)}” is not an id of anything here.` }]);
  }
  return { typename, id: decodeId(prefix, id) };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
