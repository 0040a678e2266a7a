import { isObject } from "./read-json-value.ts";

/** A message in a list, and where: `resourceLogs[0].scopeLogs[1]`. */
export interface PlacedMessage {
  readonly message: Record<string, unknown>;
  readonly place: string;
}

/**
 * The messages that one holds in a list; without it, or with null, none.
 * @throws SyntaxError that says where something else stands
 */
export function messagesIn(holder: Record<string, unknown>, name: string, place = ""): PlacedMessage[] {
  return listIn(holder, name, place).map((message, index) => {
    const own = `${pathOf(place, name)}[${index}]`;
    if (!isObject(message)) throw new SyntaxError(`${own} must be an object, and is ${kindOf(message)}`);
    return { message, place: own };
  });
}

/** The list itself. @throws SyntaxError when there is something else */
export function listIn(holder: Record<string, unknown>, name: string, place: string): unknown[] {
  const list = holder[name];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new SyntaxError(`${pathOf(place, name)} must be a list, and is ${kindOf(list)}`);
  return list;
}

function pathOf(place: string, name: string): string {
  return place === "" ? name : `${place}.${name}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "a text";
    case "boolean":
      return "a boolean";
    case "object":
      return "an object";
    default:
      return "a number";
  }
}
