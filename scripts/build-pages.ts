import { resolve } from "node:path";
import { buildConsole } from "./build-console.ts";
import { buildWidgets } from "./build-widgets.ts";

// What the server hands to browsers, built before the tests: two test files that find the same build stale would write it at once.
const root = resolve(import.meta.dirname, "..");
await Promise.all([buildConsole(root), buildWidgets(root)]);
