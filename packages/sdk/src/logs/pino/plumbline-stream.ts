import { Writable } from "node:stream";
import { createLogPipeline, type LogPipelineOptions } from "../log-pipeline.ts";
import { type PinoKeys, readPinoLine } from "./pino-line.ts";

/** Options of the transport: those of a delivery, which must be plain data since they travel to a worker thread. */
export interface PlumblinePinoOptions extends LogPipelineOptions, PinoKeys {
  /** Milliseconds that the process's end may be delayed for what waits. Default 5,000. */
  endWithinMs?: number | undefined;
}

/** Longest line that is kept; the rest of a longer one is left out. */
const longestLine = 1_048_576;

/**
 * A stream that pino writes its lines to, and that delivers them. It never slows the app: what finds no room is counted.
 * @throws TypeError when an option cannot be what was meant
 */
export function plumblineStream(options: PlumblinePinoOptions): Writable {
  const pipeline = createLogPipeline(options);
  let rest = "";
  const take = (line: string) => {
    const record = line && readPinoLine(line, options);
    if (record) pipeline.write(record);
  };
  const decoder = new TextDecoder();
  return new Writable({
    write(chunk: Buffer, _, done) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > longestLine) rest = "";
      for (const line of lines) take(line);
      done();
    },
    final(done) {
      take(rest);
      pipeline.flush(options.endWithinMs).then(
        () => done(),
        () => done(),
      );
    },
  });
}
