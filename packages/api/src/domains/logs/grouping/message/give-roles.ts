import type { Token, WordRole } from "./token.ts";

const exceptionName = /(?:Exception|Error|Fault|Failure)$/;
/** Things that have names: what stands behind one of them is likely a name. */
const named =
  /^(?:user|username|account|host|hostname|node|server|client|domain|tenant|customer|service|task|job|file|table|column|queue|topic|device|interface|key|id|name|path|url|command|package|module|session|instance|image|database|bucket|index|volume|disk|partition|group|member|email)$/i;
const noName =
  /^(?:is|was|are|has|had|not|of|to|in|on|at|for|from|by|with|and|or|the|a|an|already|does|did|cannot|can|could|will|failed|exists|found|name|id)$/i;
const identifier = /[a-z0-9#][._@~/\\-][a-zA-Z#]|[a-z][A-Z]|_/;

/** Says of every word how likely it is a value, by what it looks like and where it stands. */
export function giveRoles(tokens: Token[]): Token[] {
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "word") token.role = roleOf(token, tokens[at - 1], tokens[at + 1]);
  }
  return tokens;
}

function roleOf({ text, role, spaced }: Token, before: Token | undefined, next: Token | undefined): WordRole {
  if (exceptionName.test(text)) return "fixed";
  if (role !== "plain") return role;
  if (next?.text === "=") return "fixed";
  const label = next?.text === ":" && !next.spaced && !text.includes(".") && !text.includes("#");
  if (label) return "fixed";
  if (before?.text === "=") return "value";
  if (before?.kind === "word" && spaced && named.test(before.text) && !noName.test(text)) return "noun";
  return identifier.test(text) ? "name" : "plain";
}
