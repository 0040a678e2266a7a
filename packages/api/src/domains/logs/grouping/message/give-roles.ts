import type { Token, WordRole } from "./token.ts";

const exceptionName = /(?:Exception|Error|Fault|Failure)$/;
const identifier = /[a-z0-9#][._@~/\\-][a-zA-Z#]|[a-z][A-Z]|_|:\*$/;
/** Things that have names: what stands behind one of them is likely a name. */
const named = setOf(`
  account address argument artifact attribute bean branch bucket channel class client cluster column command component connection
  consumer container customer daemon database dependency device disk domain driver email endpoint event extension feature field file
  flag function group host hostname id image index instance interface job key keyspace label library member method module name
  namespace node option organization package parameter partition path plugin pod port process producer program project property
  query queue region repository resource role route schema server service session setting socket stream subscriber subscription
  symbol table tag task template tenant test thread topic type url user username variable view volume workspace zone`);
const noName = setOf(`
  a already an and are at by can cannot could did does exists failed for found from had has id in is name not of on or the to was
  were will with`);
const preposition = setOf("as at by called creating for from in into named of on to using via with");

/** Says of every word how likely it is a value, by what it looks like and where it stands. */
export function giveRoles(tokens: Token[]): Token[] {
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "word") token.role = roleOf(token, tokens, at);
  }
  return tokens;
}

function roleOf({ text, role, spaced }: Token, tokens: readonly Token[], at: number): WordRole {
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (exceptionName.test(text)) return "fixed";
  if (role !== "plain") return role;
  if (next?.text === "=") return "fixed";
  const label = next?.text === ":" && !next.spaced && !text.includes(".") && !text.includes("#");
  // “flush of orders: 12 rows”: what a preposition leads to is no label.
  if (label && !(before?.kind === "word" && isOneOf(preposition, before.text))) return "fixed";
  if (before?.text === "=") return "value";
  if (spaced && isNamed(before, tokens[at - 2]) && !isOneOf(noName, text)) return "noun";
  return identifier.test(text) ? "name" : "plain";
}

/** “user ada” and “Undefined variable: total”. */
function isNamed(before: Token | undefined, earlier: Token | undefined): boolean {
  const noun = before?.text === ":" && !before.spaced ? earlier : before;
  return noun?.kind === "word" && isOneOf(named, noun.text);
}

function isOneOf(words: ReadonlySet<string>, text: string): boolean {
  return words.has(text) || (text.length <= 16 && words.has(text.toLowerCase()));
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
