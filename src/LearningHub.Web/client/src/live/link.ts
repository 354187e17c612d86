// The link to the hub: SignalR's JSON protocol over a plain WebSocket, in the little that a room needs. It comes back for ever.
import { roomMessages, type RoomMessage } from "./wire.ts";

const END = "\x1e";
const PING = JSON.stringify({ type: 6 }) + END;
const PING_EVERY = 15_000;
/** The hub sends something at least every 15 s; silence for longer means that the link is dead and nobody said so. */
const SILENCE = 40_000;
const LONGEST_PAUSE = 10_000;
const TRIES_BEFORE_POLLING = 3;

export interface LinkEvents {
  /** Called on every new connection; the link counts as up when it completes. Messages that arrive meanwhile are held back until then. */
  attach(link: RoomLink): Promise<void>;
  message(message: RoomMessage): void;
  /** "blocked": WebSockets do not get through at all, while the network may. */
  state(state: "connecting" | "on" | "off" | "blocked"): void;
}

/** Splits what came into whole messages; the rest waits for more. */
export function frames(buffer: string): { whole: string[]; rest: string } {
  const parts = buffer.split(END);
  const rest = parts.pop() ?? "";
  return { whole: parts, rest };
}

/** Milliseconds before try number `attempt` (from 0): half a second, then double, at most ten, spread so that a hall does not come back at once. */
export function pause(attempt: number, random: number): number {
  return Math.min(LONGEST_PAUSE, 500 * 2 ** attempt) * (0.5 + random);
}

export class RoomLink {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private neverOpened = 0;
  private calls = new Map<string, { resolve(value: unknown): void; reject(reason: Error): void }>();
  private lastCall = 0;
  private lastHeard = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(private readonly url: string, private readonly events: LinkEvents) {
    setInterval(() => this.watch(), PING_EVERY);
    addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.now(); });
  }

  start(): void {
    this.open();
  }

  stop(): void {
    this.stopped = true;
    this.socket?.close();
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  invoke<T>(target: string, ...args: unknown[]): Promise<T> {
    if (!this.isOpen) return Promise.reject(new Error("down"));
    const invocationId = String(++this.lastCall);
    return new Promise<T>((resolve, reject) => {
      this.calls.set(invocationId, { resolve: resolve as (value: unknown) => void, reject });
      this.socket!.send(JSON.stringify({ type: 1, invocationId, target, arguments: args }) + END);
    });
  }

  /** Does not wait for the next try: the network is back, or somebody looks at the page again. */
  private now(): void {
    if (this.socket || this.stopped) return;
    this.attempt = 0;
    clearTimeout(this.retry);
    this.open();
  }

  private open(): void {
    this.events.state("connecting");
    let opened = false, shaken = false, attached = false;
    let buffer = "";
    const held: RoomMessage[] = [];
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.lastHeard = Date.now();

    socket.onopen = () => {
      opened = true;
      socket.send(JSON.stringify({ protocol: "json", version: 1 }) + END);
    };
    socket.onmessage = event => {
      this.lastHeard = Date.now();
      const { whole, rest } = frames(buffer + String(event.data));
      buffer = rest;
      for (const text of whole) {
        const message = JSON.parse(text) as Record<string, unknown>;
        if (!shaken) {
          shaken = true;
          if (message["error"]) return socket.close();
          this.neverOpened = 0;
          this.events.attach(this).then(() => {
            attached = true;
            this.attempt = 0;
            this.events.state("on");
            for (const early of held.splice(0)) this.events.message(early);
          }).catch(() => socket.close());
        } else if (message["type"] === 1 && roomMessages.has(String(message["target"]))) {
          const told = { ...((message["arguments"] as object[])[0] ?? {}), name: message["target"] } as RoomMessage;
          if (attached || told.name === "reconnecting") this.events.message(told);
          else held.push(told);
        } else if (message["type"] === 3) {
          this.complete(message);
        } else if (message["type"] === 7) {
          socket.close();
        }
      }
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = null;
      for (const call of this.calls.values()) call.reject(new Error("down"));
      this.calls.clear();
      if (this.stopped) return;
      if (!opened && navigator.onLine) this.neverOpened++;
      this.events.state(this.neverOpened >= TRIES_BEFORE_POLLING ? "blocked" : "off");
      this.retry = setTimeout(() => this.open(), pause(this.attempt++, Math.random()));
    };
  }

  private complete(message: Record<string, unknown>): void {
    const id = String(message["invocationId"]);
    const call = this.calls.get(id);
    this.calls.delete(id);
    if (message["error"]) call?.reject(new Error(String(message["error"])));
    else call?.resolve(message["result"]);
  }

  private watch(): void {
    if (!this.socket) return;
    if (Date.now() - this.lastHeard > SILENCE) this.socket.close();
    else if (this.isOpen) this.socket.send(PING);
  }
}

/** The hub's address beside this page. */
export function hubAddress(): string {
  return `${location.origin.replace("http", "ws")}/hubs/live`; // https becomes wss
}
