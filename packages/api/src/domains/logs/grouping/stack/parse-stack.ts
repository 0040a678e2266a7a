import type { Frame, StackTrace } from "./frame.ts";
import { frameFormats, goCall, goPlace } from "./frame-formats.ts";
import { isOwnCode } from "./is-own-code.ts";

/** Lines of a trace that are read; what called the caller's callers tells no two errors apart. */
const mostLines = 400;
/** Characters of a line that are read. */
const mostCharacters = 1000;

const typeAndMessage =
  /^(?:Uncaught |Exception in thread "[^"]*" |Unhandled exception\. |PHP Fatal error: {1,2}Uncaught |Fatal error: Uncaught )?(?<type>[A-Za-z_$][\w$.\\]*(?:::[A-Z]\w*)*)(?:: (?<message>.*))?$/;
/** Ruby says what happened behind the first frame. */
const rubyHead = /:\d+:in ['`][^']+': (?<message>.*) \((?<type>[A-Z]\w*(?:::[A-Z]\w*)*)\)$/;
const goPanic = /^(?:panic|fatal error): (?<message>.*)$/;
const causedBy = /^\s*(?:Caused by: |Caused by |---> )(?<rest>.*)$/;

/** Reads a stack trace of JavaScript, Python, Java, Go, Ruby, .NET or PHP. Null when the text holds none. */
export function parseStack(text: string): StackTrace | null {
  const lines = text
    .split(/\r?\n/, mostLines)
    .map((line) => line.slice(0, mostCharacters).trimEnd())
    .filter((line) => line !== "");
  const parts: Part[] = [{ head: [], frames: [], newestLast: false }];
  for (const [at, line] of lines.entries()) {
    const cause = causedBy.exec(line)?.groups?.rest;
    if (cause !== undefined) {
      parts.push({ head: [cause], frames: [], newestLast: false });
      continue;
    }
    const part = parts.at(-1) as Part;
    const read = readFrame(line, lines[at + 1]);
    if (read) {
      part.frames.push(read.frame);
      if (rubyHead.test(line)) part.head.push(line);
      part.newestLast = read.newestLast;
    } else if (!goPlace.test(line)) part.head.push(line);
  }
  const withFrames = parts.filter(({ frames }) => frames.length > 0);
  // The last cause is where it began.
  const first = withFrames.at(-1);
  if (!first) return null;
  const frames = first.newestLast ? first.frames.toReversed() : first.frames;
  return { ...readHead(first), frames };
}

interface Part {
  /** Lines that are no frames. */
  head: string[];
  frames: Frame[];
  newestLast: boolean;
}

function readFrame(line: string, next: string | undefined): { frame: Frame; newestLast: boolean } | null {
  for (const { form, language, newestLast } of frameFormats) {
    const groups = form.exec(line)?.groups;
    if (!groups) continue;
    const frame = { function: groups.function ?? "", file: groups.file ?? "" };
    return { frame: { ...frame, own: isOwnCode(language, frame) }, newestLast };
  }
  const call = next === undefined ? undefined : goCall.exec(line)?.groups;
  const place = call && next !== undefined ? goPlace.exec(next)?.groups : undefined;
  if (!call || !place) return null;
  const frame = { function: call.function ?? "", file: place.file ?? "" };
  return { frame: { ...frame, own: isOwnCode("go", frame) }, newestLast: false };
}

/** The exception's type and message: in the last line where the newest call comes last, else before the frames. */
function readHead({ head, newestLast }: Part): { type: string | null; message: string | null } {
  const lines = newestLast ? head.toReversed() : head;
  for (const line of lines) {
    const panic = goPanic.exec(line)?.groups;
    if (panic) return { type: "panic", message: panic.message ?? null };
    const groups = typeAndMessage.exec(line)?.groups;
    if (groups?.type && (looksLikeType(groups.type) || newestLast))
      return { type: groups.type, message: groups.message ?? null };
    const ruby = rubyHead.exec(line)?.groups;
    if (ruby) return { type: ruby.type ?? null, message: ruby.message ?? null };
  }
  return { type: null, message: head[0] ?? null };
}

function looksLikeType(type: string): boolean {
  return /(?:Error|Exception|Fault|Failure|Interrupt|Exit|Warning)$|[.\\:]/.test(type) && /[A-Z]/.test(type);
}
