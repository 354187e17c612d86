// What a module's list says, and what of it a phone must still fetch. Pure, so that its tests need neither browser nor server.

export type Kind = "text" | "picture" | "answers";

/** One address of a module. `bytes` go over the wire, `size` lies on the phone. */
export interface Entry { address: string; kind: Kind; hash: string; bytes: number; size: number }

/** What `/offline/{module}.json` answers. */
export interface ModuleList { module: string; version: number; language: string; title: string; edition: string; hash: string; bytes: number; entries: Entry[] }

/** A module that is whole on this phone. Times are ISO 8601. */
export interface KeptModule extends ModuleList { since: string; checked: string }

/** What must be fetched: everything that is not there yet, or is there with another text. */
export const missing = (list: ModuleList, held: ReadonlyMap<string, string>): Entry[] =>
  list.entries.filter(entry => held.get(entry.address) !== entry.hash);

export const weight = (entries: readonly Entry[]): number => entries.reduce((sum, entry) => sum + entry.bytes, 0);

export const size = (entries: readonly Entry[]): number => entries.reduce((sum, entry) => sum + entry.size, 0);

/** In KB of 1,000 bytes, rounded up: as the pages say it. */
export const kilobytes = (bytes: number): number => Math.ceil(bytes / 1000);

/** What a kept module holds, as `missing` asks for it. */
export const holdings = (kept: ModuleList): Map<string, string> => new Map(kept.entries.map(entry => [entry.address, entry.hash]));

/** A browser promises nothing about the last bytes of its room, and keeps more than the text itself. */
const MARGIN = 1.5;

/** Whether the room that the browser says it has will do. Unknown room is no reason to warn. */
export const fits = (needed: number, room: { quota?: number | undefined; usage?: number | undefined }): boolean =>
  room.quota === undefined || room.quota - (room.usage ?? 0) > needed * MARGIN;
