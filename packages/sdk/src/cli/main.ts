#!/usr/bin/env node
import { run } from "./run.ts";

void run(process.argv.slice(2), {
  env: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
}).then((code) => {
  process.exitCode = code;
});
