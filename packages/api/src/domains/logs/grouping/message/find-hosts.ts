import { type Token, valueToken } from "./token.ts";

const dotted = /^[a-zA-Z0-9#][\w#-]*(?:\.[\w#-]+)+$/;
const generic = /^(?:com|net|org|edu|gov|io|local|internal|lan|localdomain)$/;
const anyEnd = /^(?:com|net|org|edu|gov|mil|int|io|dev|app|cloud|local|internal|lan|localdomain|arpa|[a-z]{2})$/;
/** A dotted name that begins so is a package's, not a host's. */
const reversed = /^(?:com|org|net|io|java|javax|edu|gov|sun|dev|kotlin|scala|system|microsoft)$/i;

/** Makes values of the words that name hosts: `db-1.example.com`, and what has a port behind it. */
export function findHosts(tokens: Token[]): Token[] {
  return tokens.map((token, at) => {
    if (token.kind !== "word" || !token.text.includes(".") || !dotted.test(token.text)) return token;
    return hasPort(tokens, at) || isHostName(token.text) ? valueToken("host", token.spaced) : token;
  });
}

function hasPort(tokens: readonly Token[], at: number): boolean {
  const colon = tokens[at + 1];
  const port = tokens[at + 2];
  const joined = colon?.text === ":" && !colon.spaced && port?.kind === "value" && !port.spaced;
  return joined && !/[A-Z]/.test(tokens[at]?.text ?? "");
}

function isHostName(word: string): boolean {
  const labels = word.split(".");
  if (reversed.test(labels[0] as string)) return false;
  // Two letters at the end may as well be a file's: `server.py`.
  return (labels.length >= 3 ? anyEnd : generic).test(labels.at(-1) as string);
}
