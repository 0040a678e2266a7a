/** How the values of a field are compared. */
export type LogFieldKind = "level" | "number" | "text" | "time" | "hex" | "body";

/** A field that every entry may have; any other name is that of an attribute. */
export interface LogField {
  readonly name: string;
  /** Other names for it. */
  readonly aliases: readonly string[];
  readonly kind: LogFieldKind;
  /** What it is, for the completion's list. */
  readonly description: string;
  /** How it is written. */
  readonly example: string;
}

/** Every field of the search box's language, in the order of its help. */
export const logFields: readonly LogField[] = [
  {
    name: "level",
    aliases: ["lvl"],
    kind: "level",
    description: "trace, debug, info, warn, error or fatal",
    example: "level:>=warn",
  },
  { name: "service", aliases: ["svc"], kind: "text", description: "Who wrote it", example: "service:checkout" },
  { name: "tenant", aliases: [], kind: "text", description: "Whose it is, by key", example: "tenant:acme" },
  {
    name: "env",
    aliases: ["environment"],
    kind: "text",
    description: "Environment, by key",
    example: "env:production",
  },
  { name: "time", aliases: [], kind: "time", description: "When it happened, UTC", example: "time:>-15m" },
  {
    name: "body",
    aliases: ["message", "msg"],
    kind: "body",
    description: "What it says",
    example: 'body:"card declined"',
  },
  {
    name: "trace",
    aliases: ["trace_id"],
    kind: "hex",
    description: "Trace id, 32 hexadecimal digits",
    example: "trace:4bf92f3577b34da6a3ce929d0e0e4736",
  },
  {
    name: "span",
    aliases: ["span_id"],
    kind: "hex",
    description: "Span id, 16 hexadecimal digits",
    example: "span:00f067aa0ba902b7",
  },
  { name: "group", aliases: [], kind: "text", description: "Error group, by its id", example: "group:*" },
  {
    name: "severity",
    aliases: [],
    kind: "number",
    description: "OpenTelemetry's number, 1 to 24",
    example: "severity:>=17",
  },
  { name: "scope", aliases: ["logger"], kind: "text", description: "Logger or library", example: "scope:http" },
  { name: "event", aliases: [], kind: "text", description: "Event name", example: "event:user.login" },
];

const byName = new Map(logFields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field])));

/** The field of that name or alias, or null where it names an attribute. */
export function logFieldOf(name: string): LogField | null {
  return byName.get(name.toLowerCase()) ?? null;
}

/** Where an attribute is looked for. A bare name: the entry's attributes, then its resource's. */
export function attributeOf(field: string): { in: "attributes" | "resource" | "either"; key: string } {
  for (const place of ["attributes", "resource"] as const)
    if (field.startsWith(`${place}.`) && field.length > place.length + 1)
      return { in: place, key: field.slice(place.length + 1) };
  return { in: "either", key: field };
}
