// What waits, as few bytes: for QR codes, a message or a file that a facilitator hands in. Pure, so that its tests need no browser.
// The form is described in docs/outbox.md; Web/Outboxes/HandedOver.cs reads it.
import type { Item } from "../common/outbox.ts";

/** Before everything that is handed over, so that a person and a program see what it is. */
export const MARK = "LH1";
/** Bytes of one QR code: dense enough for two codes a test, coarse enough for a cheap camera. */
export const BYTES_A_CODE = 520;

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export type Squeeze = (bytes: Uint8Array) => Promise<Uint8Array>;

/** With the browser's own compression. */
export const deflate: Squeeze = async bytes => {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** Items of one person, and of those who need none. The last four bytes are a checksum. */
export async function pack(who: string, items: Item[], squeeze: Squeeze = deflate): Promise<Uint8Array> {
  const first = Math.min(...items.map(item => Date.parse(item.at)));
  const lines = items.map(item => [item.id.replace(/-/g, ""), item.kind, Math.round((Date.parse(item.at) - first) / 1000), item.body]);
  const plain = new TextEncoder().encode(JSON.stringify([who, Math.floor(first / 1000), lines]));
  const body = await squeeze(plain);
  const whole = new Uint8Array(body.length + 4);
  whole.set(body);
  new DataView(whole.buffer).setUint32(body.length, crc32(body));
  return whole;
}

/** For a message: `LH1.…` in base64url. */
export const asText = (bytes: Uint8Array): string => `${MARK}.${btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;

/** For QR codes: `LH1:2/3:…` in base32, whose signs a QR code holds in little room. */
export function asParts(bytes: Uint8Array): string[] {
  const of = Math.max(1, Math.ceil(bytes.length / BYTES_A_CODE));
  return Array.from({ length: of }, (_, i) => `${MARK}:${i + 1}/${of}:${base32(bytes.subarray(i * BYTES_A_CODE, (i + 1) * BYTES_A_CODE))}`);
}

export function base32(bytes: Uint8Array): string {
  let text = "", held = 0, bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >>> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

/** As in ZIP and PNG. */
export function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
