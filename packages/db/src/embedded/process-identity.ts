import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";

/** Whether a process of that id lives (also one of another user). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When the process was started, in the system's own words: ids are reused, the pair of id and start is not. */
export function startOf(pid: number): string | undefined {
  try {
    // Field 22, counted after the command, which may itself hold blanks and brackets (proc_pid_stat(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return ask(pid, "lstart=");
  }
}

/** Whether that process is a postmaster serving `clusterFolder`, which Postgres makes its working directory. */
export function isPostmasterOf(pid: number, clusterFolder: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === clusterFolder;
  } catch {
    const command = ask(pid, "command=");
    return command?.includes("postgres") === true && command.includes(clusterFolder);
  }
}

function ask(pid: number, field: string): string | undefined {
  if (process.platform === "win32") return undefined;
  try {
    return (
      execFileSync("ps", ["-o", field, "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
