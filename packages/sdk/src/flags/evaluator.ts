export { type CompiledSnapshot, compileSnapshot } from "./compile-snapshot.ts";
