import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";

test("a process whose event loop stands still is ended with the name of what it was at; one that waits is not", async () => {
  const module = new URL("end-endless-loop.ts", import.meta.url).href;
  const run = async (work: string) => {
    const script = `const { endEndlessLoop } = await import(${JSON.stringify(module)}); endEndlessLoop(1)("the loop"); ${work}`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    // One that nobody ended would spin on long after this.
    onTestFinished(() => void child.kill("SIGKILL"));
    const [said, [code, signal]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    return { said, code, signal };
  };
  const [stuck, waiting] = await Promise.all([
    run("setTimeout(() => { for (;;); }, 50);"),
    run("setTimeout(() => {}, 2000);"),
  ]);
  expect(stuck).toEqual({
    said: expect.stringContaining("An endless loop in the loop"),
    code: null,
    signal: "SIGKILL",
  });
  expect(waiting).toEqual({ said: "", code: 0, signal: null });
});
