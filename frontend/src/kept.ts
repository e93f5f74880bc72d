/** Things that wait on this device, in IndexedDB, each under its own id; removed by the server's word alone. */

export interface Kept {
  id: string;
  /** Account that made it: on a shared phone nobody sends, reads or removes another's. */
  account: string;
  savedAt: string;
}

export interface Shelf<T extends Kept> {
  keep(thing: T): Promise<void>;
  forget(id: string): Promise<undefined>;
  /** The oldest first. */
  waiting(): Promise<T[]>;
}

const STORE = "waiting";

export function shelf<T extends Kept>(name: string): Shelf<T> {
  function open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error("blocked"));
    });
  }

  async function within<R>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> {
    const database = await open();
    try {
      return await new Promise<R>((resolve, reject) => {
        const transaction = database.transaction(STORE, mode, { durability: "strict" });
        const request = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  return {
    async keep(thing) {
      await within("readwrite", (store) => store.put(thing));
      // Without this the browser may clear what is kept when the device runs low on space.
      void navigator.storage?.persist?.();
    },
    forget: (id) => within("readwrite", (store) => store.delete(id)),
    async waiting() {
      const all = await within<T[]>("readonly", (store) => store.getAll() as IDBRequest<T[]>);
      return all.sort((a, b) => a.savedAt.localeCompare(b.savedAt));
    },
  };
}
