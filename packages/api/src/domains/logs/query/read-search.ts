import {
  type LogQueryNode,
  type LogQueryProblem,
  type LogTest,
  longestLogQuery,
  parseLogQuery,
} from "@plumbline/sdk/logs/query";
import type { InputIssue } from "../../../service/errors.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { findUnstorable } from "../../../service/parse-input.ts";
import type { LogSearchInput } from "./log-search-input.ts";
import { resolveGroups } from "./resolve-groups.ts";

const mostValues = 100;

/**
 * Every part of a search as one, in the language's own terms; null where it asks for nothing.
 * @throws InvalidInputError with the place in the search box's text and what to write instead
 */
export function readSearch(input: LogSearchInput): LogQueryNode | null {
  const unstorable = findUnstorable({ ...input, since: null, until: null }, ["filter"]);
  if (unstorable) throw new InvalidInputError([unstorable]);
  const parts = [
    parse("query", input.query ?? ""),
    anyOf("levels", "level", input.levels),
    anyOf("services", "service", input.services),
    anyOf("tenants", "tenant", input.tenants),
    anyOf("environments", "env", input.environments),
    parse("traceId", input.traceId ? `trace:${quote(input.traceId)}` : ""),
    ...(input.attributes ?? []).map(({ name, value }) => field(`attributes.${name}`, { op: "is", value })),
    parse("text", input.text ? quote(input.text) : ""),
    parse("regex", input.regex ? `/${input.regex.replace(/\\.|\//gs, (part) => (part === "/" ? "\\/" : part))}/` : ""),
    input.groupId ? field("group", { op: "is", value: input.groupId }) : null,
  ].filter((part) => part !== null);
  const flat = parts.flatMap((part) => (part.kind === "and" ? part.all : [part]));
  if (flat.length === 0) return null;
  return resolveGroups(flat.length === 1 ? (flat[0] as LogQueryNode) : { kind: "and", all: flat });
}

/** The text itself, for a search in which it stands by itself. */
function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function field(name: string, test: LogTest): LogQueryNode {
  return { kind: "field", field: name, test };
}

function parse(path: string, text: string): LogQueryNode | null {
  const parsed = parseLogQuery(text);
  if (parsed.ok && (path !== "regex" || text === "" || parsed.query?.kind === "regex")) return parsed.query;
  if (parsed.ok) throw new InvalidInputError([{ path: ["filter", path], message: "is no regular expression." }]);
  throw new InvalidInputError([issueOf(path, parsed.problem)], `Write instead: ${parsed.problem.instead}`);
}

function issueOf(path: string, { message, from, instead }: LogQueryProblem): InputIssue {
  const place = path === "query" ? ` (character ${from + 1})` : "";
  return { path: ["filter", path], message: `${message}${place} Write instead: ${instead}` };
}

function anyOf(path: string, name: string, values: readonly string[] | null | undefined): LogQueryNode | null {
  if (!values || values.length === 0) return null;
  if (values.length > mostValues || values.join().length > longestLogQuery)
    throw new InvalidInputError([{ path: ["filter", path], message: `must hold at most ${mostValues} short values.` }]);
  if (name === "level") return parse(path, `level:(${values.map(quote).join(" OR ")})`);
  const nodes = values.map((value) => field(name, { op: "is", value }));
  return nodes.length === 1 ? (nodes[0] as LogQueryNode) : { kind: "or", any: nodes };
}
