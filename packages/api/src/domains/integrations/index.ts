export { answerChallenge } from "./answer-challenge.ts";
export { findProvider } from "./find-provider.ts";
export { finishConnect } from "./finish-connect.ts";
export { DeliveryRef } from "./graphql/delivery-type.ts";
export { DeliveryModeEnum } from "./graphql/enums.ts";
export { IntegrationRef } from "./graphql/integration-type.ts";
export { loadIntegration } from "./load-integration.ts";
export { type IntakeAnswer, receiveDelivery } from "./receive-delivery.ts";
export { startConnect } from "./start-connect.ts";
