import {
  type FlagImport,
  ImportFormatError,
  importFlagd,
  importUnleash,
  readFlagFile,
} from "@plumbline/sdk/flags/import";
import { InvalidInputError } from "../../../service/errors.ts";

export const importFormats = ["plumbline", "unleash", "flagd"] as const;

export type ImportFormat = (typeof importFormats)[number];

/** A file as flags of ours. @param environment of what formats hold that know none @throws InvalidInputError naming what is wrong */
export function readImport(format: ImportFormat, text: string, environment: string): FlagImport {
  try {
    if (format === "unleash") return importUnleash(text, { environment });
    if (format === "flagd") return importFlagd(text, { environment });
    return { file: readFlagFile(text), differences: [], refused: [] };
  } catch (error) {
    if (error instanceof ImportFormatError) throw new InvalidInputError([{ path: ["text"], message: error.message }]);
    throw error;
  }
}
