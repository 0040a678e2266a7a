import { builder } from "../../../graphql/builder.ts";
import "../flag-refs.ts";
import type {
  Flag,
  FlagChangeRequest,
  FlagConfiguration,
  FlagEnvironment,
  FlagOverrideRow,
  FlagRevision,
  FlagScheduledChange,
  FlagSegment,
} from "../flag-refs.ts";

/** The GraphQL types of this domain, apart from their fields: they know each other. */
export const FlagRef = builder.objectRef<Flag>("Flag");
export const FlagConfigurationRef = builder.objectRef<FlagConfiguration>("FlagConfiguration");
export const FlagEnvironmentRef = builder.objectRef<FlagEnvironment>("FlagEnvironment");
export const FlagSegmentRef = builder.objectRef<FlagSegment>("FlagSegment");
export const FlagOverrideRef = builder.objectRef<FlagOverrideRow>("FlagOverride");
export const FlagRevisionRef = builder.objectRef<FlagRevision>("FlagRevision");
export const FlagChangeRequestRef = builder.objectRef<FlagChangeRequest>("FlagChangeRequest");
export const FlagScheduledChangeRef = builder.objectRef<FlagScheduledChange>("FlagScheduledChange");
