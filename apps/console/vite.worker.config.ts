import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

const dist = resolve(import.meta.dirname, "dist");
const files = globSync("{assets/*,*.js,*.svg}", { cwd: dist })
  .map((path) => `/${path.replaceAll("\\", "/")}`)
  .filter((path) => path !== "/service-worker.js")
  .sort();

// The service worker is one file of its own beside the console that was just built: it knows that build's files by name.
export default defineConfig({
  publicDir: false,
  define: {
    __CONSOLE_FILES__: JSON.stringify(files),
    __CONSOLE_VERSION__: JSON.stringify(createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12)),
  },
  build: {
    target: "es2023",
    emptyOutDir: false,
    lib: {
      entry: resolve(import.meta.dirname, "src/service-worker/service-worker.ts"),
      formats: ["iife"],
      name: "plumblineServiceWorker",
      fileName: () => "service-worker.js",
    },
  },
});
