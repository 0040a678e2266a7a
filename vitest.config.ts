import { defineConfig } from "vitest/config";
import { LongestFirst } from "./scripts/testing/longest-first.ts";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/{src,test}/**/*.test.ts", "scripts/**/*.test.ts"],
    globalSetup: ["packages/db/src/testing/global-setup.ts"],
    setupFiles: ["scripts/testing/set-up-process.ts"],
    // Without it vitest loads two copies of graphql ("another module or realm"); Node 24 runs our TypeScript itself.
    experimental: { viteModuleRunner: false },
    pool: "forks",
    // One more than the processors of the smallest machine it is made for: many tests wait, for a retry, a far side, a browser.
    maxWorkers: 3,
    // Each file has its own server and database; what it would pay for again is loading the server's code (seconds a file).
    isolate: false,
    // On a machine that is busy with something else a test may come too late once; scripts/test.ts names each that needed it.
    retry: process.env.CI ? 1 : 0,
    sequence: { sequencer: LongestFirst },
    // Far beyond what anything takes: they end what hangs, and say nothing of how fast this machine is.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 25_000, interval: 25 } },
  },
});
