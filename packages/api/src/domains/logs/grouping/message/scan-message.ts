import { generaliseWord } from "./generalise-word.ts";
import { markToken, type Token, valueToken } from "./token.ts";
import { messageHas, valueAt } from "./value-forms.ts";

const word = /[\w$](?:[\w$]|[-.@~+%/\\&#*]+(?=[\w$]))*/y;
const blank = /\s+/y;
/** A quote inside of quotes, of JSON within JSON too. */
const escapedQuote = /\\{1,7}["']/y;

/** Characters of a message that are looked at. What comes behind them tells nothing apart that the rest does not. */
const mostCharacters = 4000;

/** The parts of a message in their order: words, marks, and values by the form that they have. */
export function scanMessage(text: string): Token[] {
  const message = text.length > mostCharacters ? text.slice(0, mostCharacters) : text;
  const has = messageHas(message);
  const found: Token[] = [];
  let spaced = false;
  let at = 0;
  while (at < message.length) {
    blank.lastIndex = at;
    if (blank.test(message)) {
      spaced = true;
      at = blank.lastIndex;
      continue;
    }
    const escaped = escapedAt(message, at);
    const value = escaped === null ? valueAt(message, at, has) : null;
    word.lastIndex = at;
    if (escaped !== null) {
      found.push(markToken(escaped, spaced));
      at += escaped.length;
    } else if (value) {
      found.push(valueToken(value.rule, spaced));
      at = value.end;
    } else if (word.test(message)) {
      found.push(generaliseWord(message.slice(at, word.lastIndex), spaced));
      at = word.lastIndex;
    } else {
      found.push(markToken(message[at] as string, spaced));
      at += 1;
    }
    spaced = false;
  }
  return found;
}

function escapedAt(message: string, at: number): string | null {
  if (message.charCodeAt(at) !== 92) return null;
  escapedQuote.lastIndex = at;
  return escapedQuote.exec(message)?.[0] ?? null;
}
