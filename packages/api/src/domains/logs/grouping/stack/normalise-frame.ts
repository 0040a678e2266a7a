import type { Frame } from "./frame.ts";

/** Folders of a file's path that are kept: what stands above them is where it was deployed. */
const keptFolders = 2;

/**
 * A frame as text that stays the same from release to release: without lines, hashes of builds, numbers of lambdas, the place
 * where it was deployed.
 */
export function normaliseFrame(frame: Frame): string {
  const name = normaliseFunction(frame.function);
  const file = normaliseFile(frame.file);
  if (name === "") return file;
  return file === "" ? name : `${name} (${file})`;
}

function normaliseFunction(name: string): string {
  return name
    .replace(/\$\$Lambda[$/].*$/, "$$$$Lambda")
    .replace(/lambda\$(\w+)\$\d+/, "lambda$$$1")
    .replace(/\$\d+(?=\.|$)/g, "$")
    .replace(/\.func\d+(?:\.\d+)*$/, ".func")
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
  return parts
    .slice(-1 - keptFolders)
    .map((part) =>
      part
        .replace(/([.-])(?=[0-9a-zA-Z_-]*\d)[0-9a-zA-Z_-]{6,}(?=\.[a-z]+$)/, "")
        .replace(/@v?\d[\w.+-]*/, "")
        .replace(/\d+/g, "#"),
    )
    .join("/");
}
