import type { Change, ChangedLine } from "./change.ts";
import { termKey } from "./parse-document.ts";
import { type Token, type TokenKind, tokensOf } from "./tokens-of.ts";

/** What became of a term: it is gone, it is new, lines with it changed, or it stands beside a changed line. */
export type TermRole = "gone" | "new" | "touched" | "near";

/** A term of a change. */
export interface ChangeTerm {
  key: string;
  text: string;
  kind: TokenKind;
  role: TermRole;
  /** It is declared on a changed line: an option, a field, a function. */
  declared: boolean;
  /** How much it counts before its rarity. */
  weight: number;
  /** Changed lines with it, the first few. */
  lines: ChangedLine[];
}

const roleWeights: Record<TermRole, number> = { gone: 3, touched: 1.5, new: 1, near: 0.25 };
const kindWeights: Record<TokenKind, number> = {
  name: 1,
  setting: 1.5,
  endpoint: 1.5,
  flag: 1.5,
  package: 0.5,
  slug: 1,
  version: 0.5,
  word: 0.5,
};
/** Factor for a term that a changed line declares. */
const declaredFactor = 2;

const test = /(^|\/)(tests?|__tests__|__snapshots__|__mocks__|e2e|fixtures?)\/|[._-](test|spec|bench)\.\w+$|\.snap$/i;
const generated =
  /(^|\/)(dist|build|vendor|node_modules|generated)\/|\.lock$|(^|\/)(package-lock\.json|pnpm-lock\.yaml)$|\.(min|gen)\.\w+$/i;
const prose = /\.(md|mdx|markdown|rst|adoc|txt)$/i;

/** How much a file's lines say about behaviour: tests a little, what is made by machines nothing. */
export function fileWeight(path: string): number {
  if (generated.test(path)) return 0;
  if (test.test(path)) return 0.15;
  return prose.test(path) ? 0.3 : 1;
}

const declaration =
  /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:public\s+)?(?:async\s+)?(?:const|let|var|function|class|interface|type|enum|def|func|fn|struct|trait)\s+([A-Za-z_$][\w$]*)/;
const field = /^\s*["'`]?([A-Za-z_$][\w$-]*)["'`]?\s*\??\s*[:(=]/;

interface Gathered {
  token: Token;
  added: number;
  removed: number;
  near: number;
  declared: boolean;
  lines: ChangedLine[];
}

/** The terms of a change's lines with their weights. */
export function changeTerms(change: Change): Map<string, ChangeTerm> {
  const gathered = new Map<string, Gathered>();
  for (const file of change.files) {
    const weight = fileWeight(file.path);
    if (weight > 0) for (const line of file.lines) gatherLine(gathered, line, weight);
  }
  const terms = new Map<string, ChangeTerm>();
  for (const [key, found] of gathered) terms.set(key, weigh(key, found));
  return terms;
}

function gatherLine(gathered: Map<string, Gathered>, line: ChangedLine, weight: number): void {
  // A line that somebody minified or pasted says nothing word by word.
  if (line.text.length > 2000) return;
  const declared = line.sign === " " ? null : (declaration.exec(line.text)?.[1] ?? field.exec(line.text)?.[1] ?? null);
  for (const token of tokensOf(line.text)) {
    const key = termKey(token);
    const found = gathered.get(key) ?? { token, added: 0, removed: 0, near: 0, declared: false, lines: [] };
    if (line.sign === "+") found.added += weight;
    else if (line.sign === "-") found.removed += weight;
    else found.near += weight;
    if (token.text === declared) found.declared = true;
    if (line.sign !== " " && found.lines.length < 8) found.lines.push(line);
    gathered.set(key, found);
  }
}

function weigh(key: string, { token, added, removed, near, declared, lines }: Gathered): ChangeTerm {
  const role: TermRole = removed > 0 ? (added > 0 ? "touched" : "gone") : added > 0 ? "new" : "near";
  const count = role === "near" ? near : added + removed;
  // A line that is moved or reformatted takes away as often as it brings.
  const moved = role === "touched" && added === removed ? 0.5 : 1;
  const weight =
    roleWeights[role] *
    kindWeights[token.kind] *
    (declared ? declaredFactor : 1) *
    moved *
    Math.min(1, count) *
    Math.log2(1 + count);
  return { key, text: token.text, kind: token.kind, role, declared, weight, lines };
}
