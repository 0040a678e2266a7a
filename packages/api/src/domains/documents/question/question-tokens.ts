import { tokensOf } from "../detector/tokens-of.ts";

/** How a question begins that bears no mark. */
const opening =
  /^(hi|hey|hello|folks|team|all|please|pls|sorry|quick question|does anyone know|anyone know)?[\s,:-]*(how|where|what|why|who|when|which|can|could|does|do|is|are|has|should|anyone|wie|wo|was|warum|wer|wann|welche|kann)\b/i;
/** Words of asking itself: they would make all questions alike. */
const asking = new Set(
  `how where what why who when which anyone know please help hello folk team thanks thank question quick tell find get need want
  doe someone somebody again`.split(/\s+/),
);

/** Whether a message asks something. */
export function asksSomething(text: string): boolean {
  const bare = text.replace(/<[^>]*>|`[^`]*`|https?:\S+/g, " ");
  return bare.trim().length >= 12 && (/\?(\s|$)/.test(bare) || opening.test(bare.trim()));
}

/** The words and names of a question, each once, sorted: the same question in another order has the same. */
export function questionTokens(text: string): string[] {
  const plain = text.replace(/<[@#!][^>]*>/g, " ").replace(/<(https?:[^|>]+)(\|[^>]*)?>/g, " ");
  const tokens = tokensOf(plain).flatMap(({ text: token, kind }) =>
    kind === "word" && asking.has(token) ? [] : [kind === "word" ? token : token.toLowerCase()],
  );
  return [...new Set(tokens)].sort();
}
