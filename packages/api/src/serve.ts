import { runProcess } from "./run-process.ts";

// Answers HTTP and WebSockets; jobs run in `work.ts`. Any number of either may share one database.
await runProcess(["serve"]);
