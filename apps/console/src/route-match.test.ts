import { nothing, type TemplateResult } from "lit";
import { expect, test } from "vitest";
import { findRoute, matchPath, type Route } from "./route-match.ts";

const route = (path: string): Route => ({
  path,
  who: "member",
  title: path,
  load: async () => undefined,
  view: () => nothing as unknown as TemplateResult,
});

test("a path with names gives their values, decoded", () => {
  expect(matchPath("/w/:slug/integrations/:id", "/w/meridian/integrations/int_01%202")).toEqual({
    slug: "meridian",
    id: "int_01 2",
  });
});

test("a slash at the end is the same place", () => {
  expect(matchPath("/w/:slug", "/w/meridian/")).toEqual({ slug: "meridian" });
  expect(matchPath("/", "/")).toEqual({});
});

test("a broken escape is kept as it is and breaks nothing", () => {
  expect(matchPath("/w/:slug", "/w/%E0%A4%A")).toEqual({ slug: "%E0%A4%A" });
});

test("an empty name is no match, nor is a longer path", () => {
  expect(matchPath("/w/:slug", "/w/")).toBeUndefined();
  expect(matchPath("/w/:slug", "/w/a/b")).toBeUndefined();
});

test("fixed paths win over names when they are declared first, and everything else is the last route", () => {
  const routes = [route("/w/:slug/integrations/catalogue"), route("/w/:slug/integrations/:id"), route("/*")];
  expect(findRoute(routes, "/w/a/integrations/catalogue")?.route.path).toBe("/w/:slug/integrations/catalogue");
  expect(findRoute(routes, "/w/a/integrations/int_1")?.params).toEqual({ slug: "a", id: "int_1" });
  expect(findRoute(routes, "/nowhere")?.route.path).toBe("/*");
});
