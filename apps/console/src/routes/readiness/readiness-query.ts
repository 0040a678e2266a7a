import type { ReactiveControllerHost } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { EventsController } from "../../session/events-controller.ts";
import { ReadinessDocument, type ReadinessQuery, type ReadinessQueryVariables } from "./readiness.gen.ts";

/** Reads the readiness of a workspace and follows it as things happen. */
export function followReadiness(
  host: ReactiveControllerHost & { slug: string },
): QueryController<ReadinessQuery, ReadinessQueryVariables> {
  const controller = new QueryController<ReadinessQuery, ReadinessQueryVariables>(host, {
    document: ReadinessDocument,
    variables: () => (host.slug ? { slug: host.slug } : undefined),
  });
  new EventsController(host, { gather: 300, onEvents: () => void controller.refetch() });
  return controller;
}
