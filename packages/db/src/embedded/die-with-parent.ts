import { spawn } from "node:child_process";

/**
 * Stops the postmaster when this process dies without doing so itself (SIGKILL, a crash): a shell waits at the other end of a pipe,
 * and the system closes our end however we die. Elsewhere than on POSIX the next start finds the orphan instead.
 *
 * @returns a function that lets the shell go without touching the server
 */
export function dieWithParent(pid: number): () => void {
  if (process.platform === "win32") return () => {};
  // Detached, so that a terminal's Ctrl-C does not take the shell away first.
  const watcher = spawn("/bin/sh", ["-c", 'read -r word || kill -INT "$1"', "plumbline-postgres-watch", String(pid)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Without a shell the server is only found by the next start.
  watcher.on("error", () => {});
  watcher.stdin.on("error", () => {});
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  return () => watcher.stdin.end("stopped\n");
}
