import { builder } from "../../../graphql/builder.ts";

const TypeComparator = builder.inputType("EventTypeComparator", {
  description: "Compares an event's type.",
  fields: (t) => ({ in: t.stringList({ description: "Any of these." }) }),
});

const ActorTypeComparator = builder.inputType("EventActorTypeComparator", {
  description: "Compares who did it.",
  fields: (t) => ({ in: t.stringList({ description: "Any of `user`, `api_key`, `embed`, `system`, `anonymous`." }) }),
});

const MomentComparator = builder.inputType("EventMomentComparator", {
  description: "A span of time.",
  fields: (t) => ({
    gte: t.field({ type: "DateTime", description: "From this moment." }),
    lt: t.field({ type: "DateTime", description: "Before this moment." }),
  }),
});

const SubjectTypeComparator = builder.inputType("EventSubjectTypeComparator", {
  description: "Compares what an event is about.",
  fields: (t) => ({ in: t.stringList({ description: "Any of these nouns: `incident`, `error_group`." }) }),
});

/** Which events of a list. */
export const EventFilterInput = builder.inputType("EventFilter", {
  description: "Which events; what is left out does not narrow.",
  fields: (t) => ({
    type: t.field({ type: TypeComparator, description: "By type." }),
    subjectType: t.field({ type: SubjectTypeComparator, description: "By the noun of what it is about." }),
    subjectId: t.string({ description: "About this: its id, or the bare uuid." }),
    actorType: t.field({ type: ActorTypeComparator, description: "By who did it." }),
    occurredAt: t.field({ type: MomentComparator, description: "Happened in this span." }),
  }),
});
