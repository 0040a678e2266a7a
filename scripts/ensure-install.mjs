import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pnpmVersion } from "./pnpm-version.mjs";

const stamp = "node_modules/.plumbline-install";

/**
 * Installs exactly what the lockfile says, unless that is what lies there. Runs on the machine's own Node, from 20 on.
 * @param {string} root the repository's folder
 * @returns {string} the Node 24 that the project brings
 */
export function ensureInstall(root) {
  const [major] = process.versions.node.split(".").map(Number);
  if (major < 20) {
    fail(
      `This is Node ${process.versions.node}; Plumbline needs Node 20 or newer to start. Install it from nodejs.org, then run this again.`,
    );
  }
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .update(pnpmVersion)
    .digest("hex");
  // The binary itself: a shim in between would be one more process to pass signals through.
  const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  const installed = existsSync(join(root, stamp)) ? readFileSync(join(root, stamp), "utf8") : "";
  if (installed === wanted && existsSync(node)) return node;
  process.stderr.write("Installing what the lockfile says …\n");
  const { status, stdout, stderr } = spawnSync(
    "npx",
    ["--yes", `pnpm@${pnpmVersion}`, "install", "--frozen-lockfile", "--reporter=append-only"],
    { cwd: root, encoding: "utf8", shell: process.platform === "win32", env: { ...process.env, CI: "true" } },
  );
  if (status !== 0)
    fail(
      `The installation failed:\n\n${lastLines(stdout + stderr)}\n\nCheck that the npm registry can be reached, then run this again.`,
    );
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(join(root, stamp), wanted);
  return node;
}

function lastLines(text) {
  return text.trim().split("\n").slice(-20).join("\n");
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
