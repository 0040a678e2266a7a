import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    operations: "src/operations.ts",
    embed: "src/embed/index.ts",
    "embed-operations": "src/embed/operations.ts",
    webhooks: "src/webhooks/index.ts",
    flags: "src/flags/index.ts",
    "flags-evaluator": "src/flags/evaluator.ts",
    "flags-authoring": "src/flags/authoring/index.ts",
    "flags-client": "src/flags/client/index.ts",
    "flags-import": "src/flags/import/index.ts",
    "flags-node": "src/flags/node/index.ts",
    "flags-web": "src/flags/web/index.ts",
    cli: "src/cli/main.ts",
    openfeature: "src/openfeature/index.ts",
    react: "src/react/index.ts",
    logs: "src/logs/index.ts",
    "logs-node": "src/logs/node/index.ts",
    "logs-query": "src/logs/query/index.ts",
    "logs-pino": "src/logs/pino/index.ts",
    "logs-winston": "src/logs/winston/index.ts",
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
