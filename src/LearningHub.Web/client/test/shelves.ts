// As much of the browser's caches as the client uses, with as much room as a test gives.

export const HOME = "https://hub.example";

const addressOf = (key: string | { url: string }): string => new URL(typeof key === "string" ? key : key.url, HOME).href;

export class Shelf {
  private readonly items = new Map<string, Response>();

  constructor(private readonly shelves: Shelves) {}

  async put(key: string, response: Response): Promise<void> {
    if (this.shelves.room-- <= 0) throw new DOMException("Quota exceeded.", "QuotaExceededError");
    this.items.delete(addressOf(key)); // what is put again stands last
    this.items.set(addressOf(key), response);
  }

  async add(key: string): Promise<void> {
    const answer = await this.shelves.fetch(key);
    if (!answer.ok) throw new TypeError(`${key} answered ${answer.status}.`);
    await this.put(key, answer);
  }

  async match(key: string | { url: string }): Promise<Response | undefined> { return this.items.get(addressOf(key))?.clone(); }
  async keys(): Promise<{ url: string }[]> { return [...this.items.keys()].map(url => ({ url })); }
  async delete(key: string): Promise<boolean> { return this.items.delete(addressOf(key)); }
}

export class Shelves {
  private readonly all = new Map<string, Shelf>();
  /** How often something may still be put. */
  room = Infinity;
  fetch: (address: string) => Promise<Response> = async address => new Response(address);

  async open(name: string): Promise<Shelf> {
    if (!this.all.has(name)) this.all.set(name, new Shelf(this));
    return this.all.get(name)!;
  }

  async keys(): Promise<string[]> { return [...this.all.keys()]; }
  async delete(name: string): Promise<boolean> { return this.all.delete(name); }
}

export const asStorage = (shelves: Shelves): CacheStorage => shelves as unknown as CacheStorage;
