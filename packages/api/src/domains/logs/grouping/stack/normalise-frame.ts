import type { Frame } from "./frame.ts";

/** Folders of a file's path that are kept: what stands above them is where it was deployed. */
const keptFolders = 2;

/**
 * A frame as text that stays the same from release to release: without lines, hashes of builds, numbers of lambdas, the place
 * where it was deployed.
 */
export function normaliseFrame(frame: Frame): string {
  const file = normaliseFile(frame.file);
  const name = normaliseFunction(minified.test(frame.file) ? withoutShortNames(frame.function) : frame.function);
  if (name === "") return file;
  return file === "" ? name : `${name} (${file})`;
}

/** What browsers run, and what says so. */
const minified = /^https?:|\.min\.[cm]?js$|\.(?:js)?bundle$/;
/** What names a class by itself; the folders above its file tell no more. */
const qualifiedIn = /\.(?:cs|vb|fs)$/;

/** A bundler names things `t` and `n`, another one in each release. */
function withoutShortNames(name: string): string {
  return name
    .split(".")
    .filter((part) => part.length > 2)
    .join(".");
}

function normaliseFunction(name: string): string {
  return name
    .replace(/\$\$Lambda[$/].*$/, "$$$$Lambda")
    .replace(/lambda\$(\w+)\$\d+/, "lambda$$$1")
    .replace(/\$\d+(?=\.|$)/g, "$")
    .replace(/\.func\d+(?:\.\d+)*$/, ".func")
    .replace(/\[[^[\]]*\]$/, "[...]")
    .replace(/::h[0-9a-f]{16}$/, "")
    .replace(/__DisplayClass\d+_\d+/g, "__DisplayClass")
    .replace(/<(\w*)>[a-z]__\d+(?:_\d+)?/g, "<$1>")
    .replace(/\[as [^\]]+\]/, "")
    .replace(/\{closure:[^}]*\}/g, "{closure}")
    .replace(/block (?:\(\d+ levels\) )?in /, "block in ")
    .replace(/\b0x[0-9a-f]+\b/g, "0x")
    .replace(/\/v\d+(?=\.)/, "")
    .trim();
}

function normaliseFile(file: string): string {
  const path = file
    .replace(/^[a-z-]+:\/\/[^/]*\//, "")
    .replace(/[?#].*$/, "")
    .replaceAll("\\", "/")
    .replace(/^[A-Za-z]:/, "");
  const parts = path.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
  const kept = qualifiedIn.test(path) ? 1 : 1 + keptFolders;
  return parts.slice(-kept).map(normalisePart).join("/");
}

/** A folder or a file without what a build puts into its name: `cart.5f3a9c1b.chunk.js`, `index-DqWmNeRt.js`, `AbC9dEf012`. */
function normalisePart(part: string): string {
  if (!part.includes(".") && part.length >= 8 && buildId.test(part)) return "#";
  return part
    .replace(/([.-])([0-9a-zA-Z_-]{6,})(?=(?:\.[a-z]+)+$)/, (whole, _sign, hash) => (isHash(hash) ? "" : whole))
    .replace(/@v?\d[\w.+-]*/, "")
    .replace(/\d+/g, "#");
}

/** Letters and digits that take turns. */
const buildId = /^[\w-]*(?:\d[a-zA-Z]+\d[\w-]*[a-zA-Z]|[a-zA-Z]\d+[a-zA-Z]+\d)[\w-]*$/;
const wordsInCamelCase = /^[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,})*$/;

/** Something with a digit, or the eight letters in any case that Rollup and esbuild make. */
function isHash(text: string): boolean {
  if (/\d/.test(text)) return true;
  return text.length === 8 && /[A-Z].*[A-Z]/.test(text) && !wordsInCamelCase.test(text);
}
