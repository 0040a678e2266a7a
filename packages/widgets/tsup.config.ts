import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", flag: "src/flag/index.ts", integrations: "src/integrations/index.ts" },
  outDir: "dist/package",
  format: ["esm"],
  target: "es2022",
  platform: "browser",
  splitting: true,
  clean: true,
  tsconfig: "../../tsconfig.json",
  dts: { compilerOptions: { noEmit: false, composite: false, incremental: false } },
});
