import { builder } from "../../../graphql/builder.ts";
import type { Incident, IncidentErrorGroup } from "../incident-ref.ts";
import "../incident-ref.ts";

/** The GraphQL types of this domain, apart from their fields: they know each other. */
export const IncidentRef = builder.objectRef<Incident>("Incident");
export const IncidentErrorGroupRef = builder.objectRef<IncidentErrorGroup>("IncidentErrorGroup");

export const IncidentStateEnum = builder.enumType("IncidentState", {
  description: "Where an incident is in its life.",
  values: {
    OPEN: { value: "open" as Incident["state"], description: "Somebody said that something goes wrong." },
    INVESTIGATING: { value: "investigating" as Incident["state"], description: "Somebody looks for the cause." },
    MITIGATED: { value: "mitigated" as Incident["state"], description: "Somebody said that users no longer feel it." },
    RESOLVED: { value: "resolved" as Incident["state"], description: "Somebody said that it is over." },
  },
});

export const IncidentSeverityEnum = builder.enumType("IncidentSeverity", {
  description: "How bad an incident is for users.",
  values: {
    SEV1: { value: "sev1" as Incident["severity"], description: "Most users cannot work, or data is at risk." },
    SEV2: { value: "sev2" as Incident["severity"], description: "Many users, or something that matters to them." },
    SEV3: { value: "sev3" as Incident["severity"], description: "Some users, and they can work around it." },
    SEV4: { value: "sev4" as Incident["severity"], description: "Hardly anybody notices." },
  },
});
