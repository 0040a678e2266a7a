import { type IncomingHttpHeaders, request } from "node:http";

/** What came back, as it came. */
export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface SendRawOptions {
  /** Default `POST`. */
  method?: string;
  /** Default `/graphql`. */
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends what `fetch` would not: another `Host`, bytes that are no text, a body that is refused while it is being sent. */
export async function sendRaw(url: string, { method = "POST", path = "/graphql", headers, body }: SendRawOptions) {
  return await new Promise<RawAnswer>((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, headers: headers ?? {} }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
