import { encodeGlobalId, isNodeType } from "./ids.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The id outside of something that is known by its noun: events name their subjects so.
 * @param noun `api_key` or `apiKey` for the type `ApiKey`
 * @returns the text as it is when the noun is no node type, or the text no uuid
 */
export function idOutside(noun: string, id: string): string {
  const typename = noun.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return uuid.test(id) && isNodeType(typename) ? encodeGlobalId(typename, id) : id;
}
