import { GraphQLError } from "graphql";
import { builder } from "./builder.ts";

// What Postgres' timestamptz and JavaScript's Date both hold without surprise.
const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

builder.scalarType("DateTime", {
  description: "A point in time, ISO 8601 in UTC: `2026-11-21T14:07:02.000Z`.",
  serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString() as unknown as Date,
  parseValue: (value) => {
    const moment = typeof value === "string" && isoMoment.test(value) ? new Date(value) : null;
    if (!moment || Number.isNaN(moment.getTime())) {
      throw new GraphQLError("A DateTime is ISO 8601 with a zone, for example 2026-11-21T14:07:02Z.");
    }
    return moment;
  },
});

builder.scalarType("JSON", {
  description: "Any JSON value, as it was received or configured.",
  serialize: (value) => value,
  parseValue: (value) => value,
});

builder.scalarType("Cursor", {
  description: "A place in the workspace's event log. Opaque; pass it back as `after` to continue from there.",
  serialize: (value) => String(value),
  parseValue: (value) => {
    if (typeof value !== "string") throw new GraphQLError("A cursor is the text that a payload carried.");
    return value;
  },
});
