import { defineJob } from "../../../outbox/define-job.ts";
import { processDeliveryJob } from "../intake/store-batch.ts";
import { processDelivery, processDeliveryInput } from "../process-delivery.ts";

export const processDeliveryTask = defineJob({
  name: processDeliveryJob,
  description: "Turns a stored delivery into its signals.",
  payload: processDeliveryInput,
  run: processDelivery,
});
