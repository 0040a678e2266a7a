export { fileSource } from "./file-source.ts";
export { fileStore } from "./file-store.ts";
