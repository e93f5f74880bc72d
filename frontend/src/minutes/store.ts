/**
 * What is typed, kept on this device at every key: in IndexedDB, which survives a killed browser; where that is
 * closed to us, in localStorage. Each entry belongs to one account: on a shared laptop nobody reads another's.
 */
export interface Kept {
  id: string;
  text: string;
  base: number;
  /** Fields of a command's form; a form that waits for the connection says where it goes. */
  fields?: Record<string, string>;
  action?: string;
  word?: string;
  title?: string;
  at: number;
}

const NAME = "siaga-notula";
const TABLE = "ketikan";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

export class Store {
  private readonly database = opened().catch(() => null);
  private readonly ahead = new Map<string, Kept | null>();
  private running: Promise<void> | null = null;
  /** Whether the last entry is safe on this device. */
  safe = true;

  constructor(private readonly prefix: string) {}

  put(entry: Omit<Kept, "id" | "at"> & { id: string }): void {
    this.later(`${this.prefix}${entry.id}`, { ...entry, id: `${this.prefix}${entry.id}`, at: Date.now() });
  }

  drop(id: string): void {
    this.later(`${this.prefix}${id}`, null);
  }

  /** All entries of this account and meeting, by their own id, the oldest first. */
  async all(): Promise<Map<string, Kept>> {
    const database = await this.database;
    let found: Kept[] = [];
    if (database) {
      found = await new Promise<Kept[]>((resolve) => {
        const asked = database.transaction(TABLE).objectStore(TABLE).getAll(IDBKeyRange.bound(this.prefix, `${this.prefix}\uffff`));
        asked.onsuccess = () => resolve(asked.result as Kept[]);
        asked.onerror = () => resolve([]);
      });
    }
    found.push(...this.local());
    found.sort((one, other) => one.at - other.at);
    return new Map(found.map((entry) => [entry.id.slice(this.prefix.length), entry]));
  }

  private local(): Kept[] {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(`${NAME}:${this.prefix}`))
        .map((key) => JSON.parse(localStorage.getItem(key)!) as Kept);
    } catch {
      return [];
    }
  }

  /** One write at a time; of several for the same entry only the newest is made. */
  private later(id: string, entry: Kept | null): void {
    this.ahead.set(id, entry);
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  private async run(): Promise<void> {
    const database = await this.database;
    while (this.ahead.size) {
      const batch = [...this.ahead];
      this.ahead.clear();
      this.safe = (database !== null && (await written(database, batch))) || besides(batch);
    }
  }
}

function written(database: IDBDatabase, batch: [string, Kept | null][]): Promise<boolean> {
  return new Promise((resolve) => {
    const deal = database.transaction(TABLE, "readwrite");
    const table = deal.objectStore(TABLE);
    for (const [id, entry] of batch) {
      if (entry) table.put(entry);
      else table.delete(id);
    }
    deal.oncomplete = () => resolve(true);
    deal.onerror = deal.onabort = () => resolve(false);
  });
}

function besides(batch: [string, Kept | null][]): boolean {
  try {
    for (const [id, entry] of batch) {
      if (entry) localStorage.setItem(`${NAME}:${id}`, JSON.stringify(entry));
      else localStorage.removeItem(`${NAME}:${id}`);
    }
    return true;
  } catch {
    return false;
  }
}
