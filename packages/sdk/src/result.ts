import type { PlumblineError } from "./plumbline-error.ts";

/** What an operation came to. Nothing is thrown for what is expected: look at `ok`, or use {@link unwrap}. */
export type Result<Data> =
  | { readonly ok: true; readonly data: Data; readonly error?: undefined }
  | { readonly ok: false; readonly error: PlumblineError; readonly data?: undefined };

/** A mutation's answer without its refusals: those are in `error`. */
export type Succeeded<Data> = { [Field in keyof Data]: Exclude<Data[Field], { code: string; message: string }> };

/**
 * The data of a result.
 * @throws PlumblineError what the operation was refused with
 */
export function unwrap<Data>(result: Result<Data>): Data {
  if (result.ok) return result.data;
  throw result.error;
}
