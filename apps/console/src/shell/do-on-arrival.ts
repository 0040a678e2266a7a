import { changeQuery } from "../router.ts";

/** Runs a step when the address asks for it (`?do=create`, from the command palette), once: it leaves the address again. */
export function doOnArrival(search: URLSearchParams, name: string, step: () => void): void {
  if (search.get("do") !== name) return;
  changeQuery({ do: null });
  step();
}
