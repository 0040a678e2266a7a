import type { Frame, StackTrace } from "./frame.ts";
import { frameFormats, noFrame, twoLineFormats } from "./frame-formats.ts";
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
/** The message stands in the next line since Rust 1.73, in quotes before. */
const rustPanic =
  /^thread '[^']*'(?: \(\d+\))? panicked at (?:'(?<message>.*)', )?(?<file>[^':]+(?::[\\/][^':]*)?):\d+:\d+:?$/;
const causedBy = /^\s*(?:Caused by: |Caused by |---> |\[cause\]: )(?<rest>.*)$/;
/** Python prints the exceptions of a group indented behind a line. */
const groupMargin = /^\s*(?:[|+] )+ ?/;

/** Whether a message may hold a stack trace, so that it is worth reading line by line. */
export function mayHoldStack(message: string): boolean {
  return message.includes("\n") || message.includes("' panicked at ");
}

/** Reads a stack trace of JavaScript, Python, Java, Go, Ruby, .NET, PHP or Rust. Null when the text holds none. */
export function parseStack(text: string): StackTrace | null {
  const inGroup = text.includes("Exception Group Traceback");
  const lines = text
    .split(/\r?\n/, mostLines)
    .map((line) => line.slice(0, mostCharacters).trimEnd())
    .map((line) => (inGroup ? line.replace(groupMargin, "") : line))
    .filter((line) => line !== "" && !noFrame.test(line));
  const parts: Part[] = [{ head: [], frames: [], newestLast: false }];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
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
      at += read.lines - 1;
    } else part.head.push(line);
  }
  const panicked = lines.findIndex((line) => rustPanic.test(line));
  if (panicked !== -1) return readRustPanic(lines.slice(panicked), parts[0]?.frames ?? []);
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

/** A frame that was read, and how many lines it took. */
interface ReadFrame {
  frame: Frame;
  newestLast: boolean;
  lines: number;
}

function readFrame(line: string, next: string | undefined): ReadFrame | null {
  for (const { form, language, newestLast } of frameFormats) {
    const groups = form.exec(line)?.groups;
    if (!groups) continue;
    return { frame: frameOf(language, groups.function, groups.file), newestLast, lines: 1 };
  }
  for (const { language, call, place } of next === undefined ? [] : twoLineFormats) {
    const at = place.exec(next as string)?.groups;
    const called = at && call.exec(line)?.groups;
    if (called) return { frame: frameOf(language, called.function, at.file), newestLast: false, lines: 2 };
  }
  return null;
}

function frameOf(language: string, name = "", file = ""): Frame {
  const frame = { function: name, file };
  return { ...frame, own: isOwnCode(language, frame) };
}

/** A panic says where it was even without a backtrace. */
function readRustPanic(lines: readonly string[], frames: Frame[]): StackTrace {
  const { message, file = "" } = rustPanic.exec(lines[0] as string)?.groups ?? {};
  const said = message ?? lines[1] ?? null;
  return { type: "panic", message: said, frames: frames.length > 0 ? frames : [{ function: "", file, own: true }] };
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
