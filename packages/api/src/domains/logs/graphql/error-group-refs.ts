import { builder } from "../../../graphql/builder.ts";
import type { ErrorGroup, ErrorGroupMove, ErrorPattern } from "../error-groups/group/error-group-ref.ts";
import "../error-groups/group/error-group-ref.ts";

/** The GraphQL types of error groups, apart from their fields: they know each other. */
export const ErrorGroupRef = builder.objectRef<ErrorGroup>("ErrorGroup");
export const ErrorPatternRef = builder.objectRef<ErrorPattern>("ErrorPattern");
export const ErrorGroupMoveRef = builder.objectRef<ErrorGroupMove>("ErrorGroupMove");

export const ErrorGroupStateEnum = builder.enumType("ErrorGroupState", {
  description: "Where an error group is in its life.",
  values: {
    OPEN: { value: "open" as ErrorGroup["state"], description: "It goes on, as far as anybody knows." },
    RESOLVED: { value: "resolved" as ErrorGroup["state"], description: "Somebody said that it is fixed." },
    MUTED: { value: "muted" as ErrorGroup["state"], description: "It goes on and is kept quiet." },
  },
});

export const ErrorGroupMoveKindEnum = builder.enumType("ErrorGroupMoveKind", {
  description: "What was done with a group's patterns.",
  values: {
    MERGE: { value: "merge" as ErrorGroupMove["kind"], description: "All of them went into another group." },
    SPLIT: { value: "split" as ErrorGroupMove["kind"], description: "Some of them became a group of their own." },
  },
});
