/** Where a line of the app's code is, by OpenTelemetry's names. */
export interface CallerLocation {
  "code.file.path": string;
  "code.line.number": number;
  "code.function.name"?: string;
}

/** A frame as V8 writes it: `at name (file:1:2)`, `at file:1:2`. */
const frame = /^\s*at (?:async )?(?:(?<name>[^(]+) \()?(?<file>.+?):(?<line>\d+):\d+\)?$/;

/**
 * Where one of these functions was called: the first that stands in the stack counts. Costs some microseconds, hence for development;
 * null on engines without `Error.captureStackTrace`.
 */
export function callerLocation(called: readonly ((...given: never[]) => unknown)[]): CallerLocation | null {
  for (const one of called) {
    const holder = { stack: "" };
    Error.captureStackTrace?.(holder, one);
    const found = holder.stack
      .split("\n")
      .slice(1)
      .map((line) => frame.exec(line)?.groups)
      .find((groups) => groups?.file);
    if (!found?.file) continue;
    const name = found.name?.trim();
    return {
      "code.file.path": found.file.replace(/^file:\/\/|\?.*$/g, ""),
      "code.line.number": Number(found.line),
      ...(name ? { "code.function.name": name } : {}),
    };
  }
  return null;
}
