import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { createSavedSearch } from "../saved-searches/create-saved-search.ts";
import { findSavedSearch, listSavedSearches } from "../saved-searches/list-saved-searches.ts";
import { removeSavedSearch } from "../saved-searches/remove-saved-search.ts";
import { updateSavedSearch } from "../saved-searches/update-saved-search.ts";
import { whoseSearch } from "../saved-searches/whose-search.ts";
import { SavedSearchRef } from "./log-refs.ts";

const WhoseEnum = builder.enumType("SavedSearchOwner", {
  description: "Whose a saved search is. Another member's is changed by owners and admins only.",
  values: {
    YOU: { value: "you" as const, description: "You made it." },
    ANOTHER: { value: "another" as const, description: "Another member made it." },
    NOBODY: { value: "nobody" as const, description: "An API key made it: it stays shared." },
  },
});

builder.node(SavedSearchRef, {
  description: "A search over log entries with a name. The series `logs.search_count` measures it.",
  id: { resolve: (search) => search.id },
  loadOne: findSavedSearch,
  fields: (t) => ({
    name: t.exposeString("name", { description: "What it is called." }),
    query: t.exposeString("query", { description: "In the search box's language." }),
    shared: t.exposeBoolean("shared", { description: "True: everybody sees it. False: its maker alone." }),
    madeBy: t.exposeString("madeBy", { description: "Who made it." }),
    belongsTo: t.field({
      type: WhoseEnum,
      description: "Whose it is, as you see it.",
      resolve: (search, _, ctx) => whoseSearch(ctx, search),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was changed." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  savedSearches: t.connection(
    {
      type: SavedSearchRef,
      description: "Everybody's saved searches and your own, the newest first. Needs `logs:read`.",
      resolve: (workspace, page, ctx) => listSavedSearches(ctx, workspace.id, page),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const CreateInput = builder.inputType("CreateSavedSearchInput", {
  description: "A search and its name.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    name: t.string({ required: true, description: "What it is called, at most 100 characters." }),
    query: t.string({ required: true, description: "In the search box's language." }),
    shared: t.boolean({ description: "True: everybody sees it. Default false; an API key's is always shared." }),
  }),
});

const UpdateInput = builder.inputType("UpdateSavedSearchInput", {
  description: "What of a saved search changes; what is left out stays.",
  fields: (t) => ({
    searchId: t.globalID({ for: SavedSearchRef, required: true, description: "Which." }),
    name: t.string({ description: "What it is called." }),
    query: t.string({ description: "In the search box's language." }),
    shared: t.boolean({
      description: "True: everybody sees it. False: its owner alone, and no alert rule stands on it.",
    }),
  }),
});

const RemoveInput = builder.inputType("RemoveSavedSearchInput", {
  description: "Which saved search goes.",
  fields: (t) => ({ searchId: t.globalID({ for: SavedSearchRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  createSavedSearch: t.field({
    type: SavedSearchRef,
    description: "Gives a search a name. Needs `saved_searches:write`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "The search and its name." }) },
    errors: refusals("CreateSavedSearch", "search"),
    resolve: (_, { input }, ctx) => createSavedSearch(ctx, uuids(input)),
  }),
  updateSavedSearch: t.field({
    type: SavedSearchRef,
    description:
      "Renames a saved search, shares it or not, or changes what it looks for. Needs `saved_searches:write`; another member's needs `saved_searches:manage` too.",
    args: { input: t.arg({ type: UpdateInput, required: true, description: "What changes." }) },
    errors: refusals("UpdateSavedSearch", "search"),
    resolve: (_, { input }, ctx) => updateSavedSearch(ctx, uuids(input)),
  }),
  removeSavedSearch: t.field({
    type: SavedSearchRef,
    description:
      "Removes a saved search. Needs `saved_searches:write`; another member's needs `saved_searches:manage` too.",
    args: { input: t.arg({ type: RemoveInput, required: true, description: "Which." }) },
    errors: refusals("RemoveSavedSearch", "search"),
    resolve: (_, { input }, ctx) => removeSavedSearch(ctx, uuids(input)),
  }),
}));
