import { beforeEach } from "vitest";
import { endEndlessLoop, type SayWhat } from "./end-endless-loop.ts";

// Runs before each file; what it starts is started once a process, for files share theirs.

/** Far beyond what any test computes in one go. */
const secondsWithoutYielding = 120;

declare global {
  var sayWhatIsTested: SayWhat | undefined;
}

globalThis.sayWhatIsTested ??= endEndlessLoop(secondsWithoutYielding);
beforeEach(({ task }) => globalThis.sayWhatIsTested?.(`${task.file.name} > ${task.name}`));
