import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { UnprivilegedUser } from "./unprivileged-user.ts";

/** Whether `user` may walk to `path` through every folder above it, `path` included where it exists. */
export function canTraverse(user: UnprivilegedUser, path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat) {
      const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0;
      if (((stat.mode >> shift) & 1) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}
