import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json" };
const page = {
  spaceKey: "DOCS",
  modificationDate: 1471926079631,
  creatorName: "admin",
  lastModifierName: "admin",
  self: "https://confluence.example.com/display/DOCS/Some+random+test+page",
  id: 16777227,
  title: "Some random test page",
  creationDate: 1471926079631,
  contentType: "page",
  version: 1,
};
const told = (event: string, version: number) => ({
  timestamp: 1471926079645,
  event,
  userKey: "ff80808154510724015451074c160001",
  page: { ...page, version },
});

/** The page of Atlassian's own example, in the envelope of Data Center's webhooks. */
export const confluenceSamples: ProviderSample[] = [
  { name: "a page is created", headers, body: told("page_created", 1), signals: ["page.created"] },
  { name: "a page is changed", headers, body: told("page_updated", 2), signals: ["page.updated"] },
  { name: "a page is put into the bin", headers, body: told("page_trashed", 2), signals: ["page.removed"] },
  { name: "a page is purged", headers, body: told("page_removed", 2), signals: ["page.removed"] },
  { name: "a page is restored", headers, body: told("page_restored", 3), signals: ["page.restored"] },
  {
    name: "only the id, as it may come",
    headers,
    body: { timestamp: 1596182511300, event: "page_updated", page: { id: 7 } },
    signals: ["page.updated"],
  },
  {
    name: "a label, which is no signal",
    headers,
    body: { timestamp: 1596182511300, event: "label_added", label: { name: "x" } },
    signals: [],
  },
];
