export { EventFilterInput } from "./graphql/event-filter-input.ts";
export { type EventFilter, matchingEvents } from "./matching-events.ts";
