/** What a service worker's global scope has, as far as it is used: the compiler's own library for it excludes the page's. */
export interface WorkerScope {
  addEventListener(type: "install" | "activate", listener: (event: LastingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchedEvent) => void): void;
  addEventListener(type: "push", listener: (event: PushedEvent) => void): void;
  addEventListener(type: "sync", listener: (event: LastingEvent & { tag: string }) => void): void;
  addEventListener(type: "pushsubscriptionchange", listener: (event: SubscriptionChangedEvent) => void): void;
  addEventListener(type: "notificationclick", listener: (event: ClickedEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly navigator: { readonly userAgent: string };
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<readonly WindowOfOurs[]>;
    openWindow(url: string): Promise<unknown>;
  };
}

export interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchedEvent extends LastingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

export interface PushedEvent extends LastingEvent {
  readonly data: { json(): unknown } | null;
}

/** https://www.w3.org/TR/push-api/#the-pushsubscriptionchange-event: either may be missing, and some browsers give neither. */
export interface SubscriptionChangedEvent extends LastingEvent {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}

export interface ClickedEvent extends LastingEvent {
  readonly notification: Notification;
}

export interface WindowOfOurs {
  readonly url: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}
