/** Reports that wait on this device, in IndexedDB, each under the id that was made for it; removed by the server's word alone. */

export interface Waiting {
  id: string;
  /** Account that filled it: on a shared phone nobody sends, reads or removes another's report. */
  account: string;
  title: string;
  submit: string;
  xml: string;
  files: { name: string; file: Blob }[];
  fields: Record<string, string>;
  savedAt: string;
  /** What the server said when it refused; empty while it has not been heard. */
  refusal: string;
}

const STORE = "waiting";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("siaga-laporan", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
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

export async function keep(report: Waiting): Promise<void> {
  await within("readwrite", (store) => store.put(report));
  // Without this the browser may clear what is kept when the device runs low on space.
  void navigator.storage?.persist?.();
}

export const forget = (id: string): Promise<undefined> => within("readwrite", (store) => store.delete(id));

export async function waiting(): Promise<Waiting[]> {
  const all = await within<Waiting[]>("readonly", (store) => store.getAll());
  return all.sort((a, b) => a.savedAt.localeCompare(b.savedAt));
}
