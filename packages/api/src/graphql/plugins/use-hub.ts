import type { Plugin } from "graphql-yoga";
import type { Context } from "../../service/context.ts";
import { startPosition } from "../../subscriptions/cursor.ts";
import type { Hub } from "../../subscriptions/hub.ts";
import { subscribeThroughHub } from "../../subscriptions/subscribe-through-hub.ts";

/** Subscriptions are executed by the hub, once per group, not once per socket. */
export function useHub(hub: Hub): Plugin<Context> {
  const subscribe = subscribeThroughHub(hub);
  return {
    onExecute({ args }) {
      // Taken before anything is read: a cursor that were read beside the state could lie after an event that the state misses.
      args.contextValue.memo.set(startPosition, hub.position());
    },
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(subscribe);
    },
  };
}
