import type { LogPattern, LogQuery, LogQueryNode, LogTest } from "./log-query.ts";

const signs = { gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** Writes a search as the search box takes it: `parseLogQuery` reads the same search from it. */
export function printLogQuery(query: LogQuery): string {
  return query ? print(query) : "";
}

function print(node: LogQueryNode): string {
  switch (node.kind) {
    case "and":
      return node.all.map((part) => (part.kind === "or" ? `(${print(part)})` : print(part))).join(" ");
    case "or":
      return node.any.map((part) => (part.kind === "and" ? `(${print(part)})` : print(part))).join(" OR ");
    case "not": {
      const { node: inner } = node;
      return inner.kind === "and" || inner.kind === "or" || inner.kind === "not"
        ? `-(${print(inner)})`
        : `-${print(inner)}`;
    }
    case "text":
      return node.pieces.length === 1 ? printWord(node.pieces[0] as string) : node.pieces.map(escapePiece).join("*");
    case "regex":
      return printPattern(node.pattern);
    case "field":
      return `${printField(node.field)}:${printTest(node.test)}`;
  }
}

function printField(field: string): string {
  return /^[A-Za-z_@$][\w.@$/-]*$/.test(field) ? field : quote(field);
}

function printTest(test: LogTest): string {
  switch (test.op) {
    case "is":
      return test.value.includes("..") || /^[<>[/-]/.test(test.value) ? quote(test.value) : printWord(test.value);
    case "like":
      return test.pieces
        .map(escapePiece)
        .join("*")
        .replace(/^(?=[<>[/])/, "\\");
    case "exists":
      return "*";
    case "between":
      return `[${test.from === null ? "*" : printEnd(test.from)} TO ${test.to === null ? "*" : printEnd(test.to)}]`;
    case "regex":
      return printPattern(test.pattern);
    default:
      return `${signs[test.op]}${printWord(test.value)}`;
  }
}

function printEnd(value: string): string {
  return /^[\w.:+-]+$/.test(value) ? value : quote(value);
}

/** Bare where nothing in it has a meaning of its own, else between quotes. */
function printWord(text: string): string {
  return /^[\p{L}\p{N}_.,@#%&+=;!?~^'’…$<>-]+$/u.test(text) && !/^-|^(OR|AND|NOT)$/.test(text) ? text : quote(text);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** For the pieces of a pattern with `*`, which cannot stand between quotes. */
function escapePiece(piece: string): string {
  return piece.replace(/[\s()"*\\:/-]/g, "\\$&");
}

function printPattern({ source, ignoreCase }: LogPattern): string {
  return `/${source.replace(/\\.|\//gs, (found) => (found === "/" ? "\\/" : found))}/${ignoreCase ? "i" : ""}`;
}
