import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    operations: "src/operations.ts",
    embed: "src/embed/index.ts",
    "embed-operations": "src/embed/operations.ts",
    webhooks: "src/webhooks/index.ts",
  },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  splitting: true,
  clean: true,
  tsconfig: "../../tsconfig.json",
  // The declarations alone are emitted; the repository's own check emits nothing.
  dts: { compilerOptions: { noEmit: false, composite: false, incremental: false } },
});
