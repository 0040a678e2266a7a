import { builder } from "../../../graphql/builder.ts";
import type { DeliveryBucket, DeliveryStatistics } from "../delivery-statistics.ts";

const BucketRef = builder.objectRef<DeliveryBucket>("DeliveryBucket").implement({
  description: "Half an hour of deliveries.",
  fields: (t) => ({
    from: t.expose("from", { type: "DateTime", description: "Where it begins." }),
    accepted: t.exposeInt("accepted", { description: "Taken in." }),
    duplicate: t.exposeInt("duplicate", {
      description: "Known already. At most one in ten seconds is kept after a burst of 30.",
    }),
    refused: t.exposeInt("refused", {
      description: "Refused. At most one in ten seconds is kept after a burst of 30.",
    }),
  }),
});

export const DeliveryStatisticsRef = builder.objectRef<DeliveryStatistics>("DeliveryStatistics").implement({
  description: "What a door did in the last 24 hours.",
  fields: (t) => ({
    accepted: t.exposeInt("accepted", { description: "Deliveries taken in." }),
    duplicate: t.exposeInt("duplicate", { description: "Duplicates kept." }),
    refused: t.exposeInt("refused", { description: "Refusals kept." }),
    signals: t.exposeInt("signals", { description: "Signals that came of them." }),
    answeredMsP50: t.exposeInt("answeredMsP50", {
      nullable: true,
      description: "Milliseconds from the first byte to the stored row, median.",
    }),
    answeredMsP99: t.exposeInt("answeredMsP99", { nullable: true, description: "The same, 99th percentile." }),
    buckets: t.expose("buckets", { type: [BucketRef], description: "48 half hours, the oldest first." }),
  }),
});
