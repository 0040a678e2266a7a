import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testing/index.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

/** GraphQL over HTTP as its specification's authors audit it, against the running server. */
describe("the GraphQL over HTTP specification", () => {
  const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch });

  it("is audited in full", () => {
    expect(audits).toHaveLength(61);
  });

  for (const audit of audits) {
    it(`${audit.id}: ${audit.name}`, async () => {
      const result = await audit.fn();
      // What a failed audit says, with the answer that it saw.
      const seen = result.status === "ok" ? "" : `${result.reason}; the server answered ${result.response.status}`;
      expect(seen).toBe("");
    });
  }
});
