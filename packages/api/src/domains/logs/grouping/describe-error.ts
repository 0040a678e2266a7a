import { generaliseMessage } from "./message/generalise-message.ts";
import { markToken, type Token } from "./message/token.ts";
import { keyFrames } from "./stack/key-frames.ts";
import { mayHoldStack, parseStack } from "./stack/parse-stack.ts";
import { contextSign, keyOf, showTemplate } from "./template/template.ts";

/** What grouping looks at of a log entry. */
export interface ErrorFacts {
  service: string;
  /** The message; may hold a stack trace. */
  body: string;
  /** `exception.type`, `exception.message`, `exception.stacktrace` of OpenTelemetry's semantic conventions. */
  exceptionType: string | null;
  exceptionMessage: string | null;
  stacktrace: string | null;
}

/** What makes an error the same as another. */
export interface ErrorDescription {
  /** Equal for errors of one signature. */
  key: string;
  /** The generalised message, then what else must be equal, as marks that are never values. */
  tokens: Token[];
  type: string | null;
  /** The message itself, in one line. */
  message: string;
  /** The generalised message as people read it. */
  template: string;
  /** The calls that count, the one that threw first. */
  frames: string[];
}

/** Characters of a title. */
const longestLine = 300;

/** Describes an error by its service, its exception's type, its generalised message and its own nearest calls. */
export function describeError(facts: ErrorFacts): ErrorDescription {
  const stack = parseStack(facts.stacktrace ?? "") ?? (mayHoldStack(facts.body) ? parseStack(facts.body) : null);
  const type = facts.exceptionType ?? stack?.type ?? null;
  const said =
    facts.exceptionMessage ?? (stack && facts.stacktrace === null ? stack.message : null) ?? messageOfJson(facts.body);
  const message = oneLine(said);
  const frames = stack ? keyFrames(stack) : [];
  const ofMessage = generaliseMessage(message);
  const context = [
    `in ${facts.service}`,
    ...(type ? [`type ${normaliseType(type)}`] : []),
    ...frames.map((f) => `at ${f}`),
  ];
  const tokens = [...ofMessage, ...context.map((text) => markToken(contextSign + text, true))];
  return { key: keyOf(tokens), tokens, type, message, template: showTemplate(ofMessage), frames };
}

/** Classes that are made at run time have numbers: `Foo$$EnhancerBySpring$$1a2b`, `Proxy12`. */
function normaliseType(type: string): string {
  return type.replace(/\$\$.*$/, "").replace(/\d+$/, "");
}

/** Keys under which loggers that print JSON put the message. */
const messageKeys = ["message", "msg", "error"];

/** What a line of JSON says happened; any other text is that itself. */
function messageOfJson(body: string): string {
  if (!body.startsWith("{") || !body.trimEnd().endsWith("}")) return body;
  try {
    const fields = JSON.parse(body) as Record<string, unknown>;
    const key = messageKeys.find((each) => typeof fields[each] === "string" && fields[each] !== "");
    return key === undefined ? body : (fields[key] as string);
  } catch {
    return body;
  }
}

function oneLine(text: string): string {
  const line = text.split(/\r?\n/, 20).find((each) => each.trim() !== "") ?? "";
  return line.trim().slice(0, longestLine * 4);
}

/** A title for people: the exception's type and the message. */
export function titleOf({ type, message }: Pick<ErrorDescription, "type" | "message">): string {
  const text = type && !message.startsWith(type) ? `${type}: ${message}` : message;
  return text === "" ? "An error without a message" : text.slice(0, longestLine);
}
