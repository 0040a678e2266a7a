import { expect, test } from "vitest";
import { isReachableFromOutside } from "./is-reachable.ts";

test.each([
  "http://localhost:4000",
  "http://127.0.0.1",
  "http://10.0.0.2",
  "http://[::1]:4000",
  "http://devbox",
  "http://mac.local",
  "https://plumbline.home.arpa",
])("%s cannot be reached", (url) => expect(isReachableFromOutside(url)).toBe(false));

test.each(["https://ops.acme.dev", "http://140.82.112.3", "https://abc.ngrok.app"])("%s can", (url) =>
  expect(isReachableFromOutside(url)).toBe(true),
);
