import type { Entry } from "./outbox";

/** Where unsent messages survive a reload. Calls take effect in the order they were made. */
export interface OutboxStorage<P> {
  all(): Promise<Entry<P>[]>;
  put(entry: Entry<P>): Promise<void>;
  remove(clientId: string): Promise<void>;
}

/** For private windows and browsers that refuse storage in frames: it lasts as long as the page. */
export class MemoryStorage<P> implements OutboxStorage<P> {
  private readonly entries = new Map<string, Entry<P>>();

  all = async () => [...this.entries.values()];
  put = async (entry: Entry<P>) => void this.entries.set(entry.clientId, entry);
  remove = async (clientId: string) => void this.entries.delete(clientId);
}

const storeName = "entries";

/** IndexedDB, one database a visitor or agent. Falls back to memory where the browser refuses it. */
export class BrowserStorage<P> implements OutboxStorage<P> {
  private readonly fallback = new MemoryStorage<P>();
  private readonly opened: Promise<IDBDatabase | undefined>;

  constructor(name: string) {
    this.opened = open(name).catch(() => undefined);
  }

  async all(): Promise<Entry<P>[]> {
    const stored = await this.run("readonly", (store) => store.getAll() as IDBRequest<Entry<P>[]>);
    return [...(stored ?? []), ...(await this.fallback.all())];
  }

  async put(entry: Entry<P>): Promise<void> {
    const key = await this.run("readwrite", (store) => store.put(entry));
    if (key === undefined) await this.fallback.put(entry);
  }

  async remove(clientId: string): Promise<void> {
    await this.run("readwrite", (store) => store.delete(clientId));
    await this.fallback.remove(clientId);
  }

  private async run<R>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<R>): Promise<R | undefined> {
    const database = await this.opened;
    if (!database) return undefined;
    try {
      return await settled(ask(database.transaction(storeName, mode).objectStore(storeName)));
    } catch {
      return undefined; // quota, or a database that the browser closed: the message is still in the page
    }
  }
}

async function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "clientId" });
  return settled(request);
}

function settled<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });
}
