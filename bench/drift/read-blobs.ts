import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

/** Reads blobs by hash through one `git cat-file --batch`. */
export class BlobReader {
  readonly #git: ChildProcessWithoutNullStreams;
  #buffer = Buffer.alloc(0);
  #waiting: { resolve(text: string | null): void }[] = [];

  constructor(repo: string) {
    this.#git = spawn("git", ["-C", repo, "cat-file", "--batch"]);
    this.#git.stdout.on("data", (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      this.#drain();
    });
  }

  /** Null when the object is not there. */
  read(hash: string): Promise<string | null> {
    return new Promise((resolve) => {
      this.#waiting.push({ resolve });
      this.#git.stdin.write(`${hash}\n`);
    });
  }

  close(): void {
    this.#git.stdin.end();
  }

  #drain(): void {
    for (;;) {
      const end = this.#buffer.indexOf(10);
      if (end < 0) return;
      const [, kind, size] = this.#buffer.subarray(0, end).toString().split(" ");
      if (kind === "missing" || size === undefined) {
        this.#buffer = this.#buffer.subarray(end + 1);
        this.#waiting.shift()?.resolve(null);
        continue;
      }
      const stop = end + 1 + Number(size);
      if (this.#buffer.length < stop + 1) return;
      const text = this.#buffer.subarray(end + 1, stop).toString("utf8");
      this.#buffer = this.#buffer.subarray(stop + 1);
      this.#waiting.shift()?.resolve(text);
    }
  }
}
