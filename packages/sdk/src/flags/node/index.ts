export { type CreateFlagsOptions, createFlags, Flags } from "./create-flags.ts";
export { fileSource } from "./file-source.ts";
export { fileStore } from "./file-store.ts";
