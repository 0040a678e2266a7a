import { runProcess } from "./run-process.ts";

// Runs jobs, and with them what reaches outside; answers nothing.
await runProcess(["work"]);
