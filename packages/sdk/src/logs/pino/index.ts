import { plumblineStream } from "./plumbline-stream.ts";

export { type PlumblinePinoOptions, plumblineStream } from "./plumbline-stream.ts";
// pino's worker thread calls the default export of a transport's target.
export default plumblineStream;
