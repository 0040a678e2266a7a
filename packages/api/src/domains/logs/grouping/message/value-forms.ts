import type { ValueRule } from "./token.ts";

/** A form that values have. Its expression is sticky and a run of bounded repetitions: no message can make it look back. */
interface ValueForm {
  rule: ValueRule;
  form: RegExp;
}

const days = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? ";
const months = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
const unit =
  "%| ?(?:[kKMGT]i?B|B|bytes|[mun]?s|msecs?|secs?|seconds?|minutes?|min|hours?|days?)(?!\\w)|[a-zA-Zµ]{1,3}(?!\\w)";

const uuid: ValueForm = {
  rule: "uuid",
  form: /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![\w-])/y,
};
const url: ValueForm = { rule: "url", form: /[a-zA-Z][a-zA-Z0-9+.-]{1,40}:\/\/[^\s"'<>()[\]{},;|]+/y };
const email: ValueForm = { rule: "email", form: /[\w.+-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8}/y };
const mac: ValueForm = { rule: "address", form: /[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){5,7}(?![\w:])/y };
const ipv6: ValueForm = {
  rule: "address",
  form: /(?:[0-9a-fA-F]{1,4}:){3,7}(?::?[0-9a-fA-F]{1,4}){1,7}(?:%\w+)?(?![\w:])|(?=[a-fA-F:]{0,39}\d)[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6}::(?:[0-9a-fA-F]{1,4}:){0,6}[0-9a-fA-F]{0,4}(?:%\w+)?(?![\w:])|::(?=[a-fA-F:]{0,39}\d)(?:[0-9a-fA-F]{1,4}:){0,6}[0-9a-fA-F]{1,4}(?![\w:])/y,
};
const ipv4: ValueForm = {
  rule: "address",
  form: /\/?\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d+|\/\d+)?(?!\w)/y,
};
const date: ValueForm = {
  rule: "time",
  form: /(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ,:-]{1,2}\d{1,2}:\d{2}(?::\d{2})?(?:[.,:]\d+)?)?|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}(?: \d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)(?:Z|[+-]\d{2}:?\d{2})?(?!\w)/y,
};
const namedDate: ValueForm = {
  rule: "time",
  form: new RegExp(
    `(?:${days})?(?:${months} {1,2}\\d{1,2}|\\d{1,2} ${months})(?:,? \\d{4})?(?:[ :]\\d{2}:\\d{2}(?::\\d{2})?)?(?: [A-Z]{3,4})?(?: \\d{4})?(?!\\w)`,
    "y",
  ),
};
const hex: ValueForm = { rule: "hex", form: /[-+]?0[xX][0-9a-fA-F]+(?!\w)/y };
const windowsPath: ValueForm = { rule: "path", form: /[a-zA-Z]:\\[^\s"'<>|,;)\]}]*|\\\\\w[^\s"'<>|,;)\]}]*/y };
const path: ValueForm = {
  rule: "path",
  form: /[~.]{0,2}\/(?=[\w.@%~$-])[^\s"'<>|,;()[\]{}=?]*[\w/](?:\.\.(?![.\w]))?(?:\?[^\s"'<>]*)?/y,
};
const number: ValueForm = {
  rule: "number",
  form: new RegExp(`[<>~≈]?[-+]?\\d+(?:,\\d+)*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?(?:${unit})?(?!\\w)`, "y"),
};
const starred: ValueForm = { rule: "id", form: /\*{3,}\w+/y };

const letterForms = [uuid, mac, ipv6, namedDate, windowsPath];
const digitForms = [uuid, mac, ipv6, date, namedDate, ipv4, hex, number];

/** The value that begins at a place of the message, or null. The order matters: the first form that fits is it. */
export function valueAt(message: string, at: number, has: MessageHas): { rule: ValueRule; end: number } | null {
  for (const { rule, form } of formsFor(message.charCodeAt(at), has)) {
    form.lastIndex = at;
    if (form.test(message)) return { rule, end: form.lastIndex };
  }
  return null;
}

/** What a message holds at all, so that most forms need not be tried at most places. */
export interface MessageHas {
  scheme: boolean;
  at: boolean;
}

export function messageHas(message: string): MessageHas {
  return { scheme: message.includes("://"), at: message.includes("@") };
}

const none: readonly ValueForm[] = [];
const slashForms = [ipv4, path];
const signForms = [hex, number];
const backslashForms = [windowsPath];
const dotForms = [path];
const starForms = [starred];
const colonForms = [ipv6];
const withPrefix = new Map<readonly ValueForm[], readonly ValueForm[][]>(
  [letterForms, digitForms].map((forms) => [
    forms,
    [forms, [url, ...forms], [email, ...forms], [url, email, ...forms]],
  ]),
);

function formsFor(code: number, { scheme, at }: MessageHas): readonly ValueForm[] {
  const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  const digit = code >= 48 && code <= 57;
  if (letter || digit) {
    const which = (scheme && letter ? 1 : 0) + (at ? 2 : 0);
    return withPrefix.get(digit ? digitForms : letterForms)?.[which] ?? none;
  }
  if (code === 47) return slashForms;
  if (code === 92) return backslashForms;
  if (code === 46 || code === 126) return code === 126 ? [path, number] : dotForms;
  if (code === 42) return starForms;
  if (code === 58) return colonForms;
  if (code === 43 || code === 45 || code === 60 || code === 62 || code === 8776) return signForms;
  return none;
}
