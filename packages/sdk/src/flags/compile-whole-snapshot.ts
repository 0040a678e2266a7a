import { type CompiledSnapshot, compileSnapshot as compileWith } from "./compile-snapshot.ts";
import { allOperators } from "./conditions/special-operators.ts";
import type { Snapshot } from "./model/snapshot.ts";

/** A snapshot ready to evaluate, with every operator. Each flag and segment is compiled once, when it is first needed. */
export function compileSnapshot(snapshot: Snapshot): CompiledSnapshot {
  return compileWith(snapshot, allOperators);
}
