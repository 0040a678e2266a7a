import { type Token, valueToken, wordToken } from "./token.ts";

/** Names whose digits are part of the name. */
const ownDigits =
  /^(?:ipv?[46]|utf-?\d+|sha-?\d+|md5|http[23]|oauth2|s3|ec2|log4j|x86|x64|amd64|i386|i686|base64|win32)$/i;
const anyDigit = /\d/;
const hashRun = /^(?=.*\d)[0-9a-fA-F]{6,}$/;
/** Letters and digits that take turns: no name, an id. */
const mixedRun = /\d+[a-zA-Z]+\d+[a-zA-Z]|[a-zA-Z]+\d+[a-zA-Z]+\d/;

/** A word with its runs of digits as `#`: `blk_-1608` is `blk_#`, `node-12` is `node-#`, a hash is `#`. */
export function generaliseWord(word: string, spaced: boolean): Token {
  if (!anyDigit.test(word) || ownDigits.test(word)) return wordToken(word, spaced);
  const text = word
    .split(/([-_.@~+%/\\&#*$]+)/)
    .map(generalisePart)
    .join("")
    .replace(/#(?:[-_.:~@]+#)+/g, "#")
    .replace(/([-_.])[-+]#/g, "$1#");
  return /[a-zA-Z]/.test(text) ? wordToken(text, spaced) : valueToken("id", spaced);
}

function generalisePart(part: string): string {
  if (!anyDigit.test(part)) return part;
  if (hashRun.test(part) || (part.length >= 8 && mixedRun.test(part))) return "#";
  return part.replace(/\d+/g, "#");
}
