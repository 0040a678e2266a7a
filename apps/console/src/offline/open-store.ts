/** Name of the browser's own database, shared by the page and the service worker. */
const databaseName = "plumbline";

/** What is kept in it: the last answers, and actions that wait for the connection. */
export type StoreName = "answers" | "actions";

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("answers");
      request.result.createObjectStore("actions");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      opened = undefined;
      reject(request.error);
    };
  });
  return opened;
}

async function inStore<T>(
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return await new Promise((resolve, reject) => {
    const request = work(database.transaction(name, mode).objectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function readKept<T>(name: StoreName, key: string): Promise<T | undefined> {
  return (await inStore(name, "readonly", (store) => store.get(key))) as T | undefined;
}

export async function readAllKept<T>(name: StoreName): Promise<T[]> {
  return (await inStore(name, "readonly", (store) => store.getAll())) as T[];
}

export async function keep(name: StoreName, key: string, value: unknown): Promise<void> {
  await inStore(name, "readwrite", (store) => store.put(value, key));
}

export async function forget(name: StoreName, key: string): Promise<void> {
  await inStore(name, "readwrite", (store) => store.delete(key));
}

export async function forgetAll(name: StoreName): Promise<void> {
  await inStore(name, "readwrite", (store) => store.clear());
}
