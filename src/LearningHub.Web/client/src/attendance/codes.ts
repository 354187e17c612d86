// The codes of the next hours, as the hub sends them once: from then on the screen needs no network.

export interface Codes {
  /** The hub's clock when it answered, in milliseconds since 1970. */
  now: number;
  firstStep: number;
  stepSeconds: number;
  /** Squares a side of each QR code. */
  size: number;
  codes: string[];
  qr: string[];
}

export interface Shown {
  digits: string;
  /** Seconds until the next code. */
  left: number;
  qr: string;
}

/** The code of a moment by the hub's clock; null before the first and after the last. */
export function shownAt(codes: Codes, moment: number): Shown | null {
  const seconds = moment / 1000;
  const index = Math.floor(seconds / codes.stepSeconds) - codes.firstStep;
  const digits = codes.codes[index], qr = codes.qr[index];
  if (digits === undefined || qr === undefined) return null;
  return { digits: `${digits.slice(0, 3)} ${digits.slice(3)}`, left: Math.ceil(codes.stepSeconds - seconds % codes.stepSeconds), qr };
}

/** When the last code ends, in milliseconds since 1970. */
export function endOf(codes: Codes): number {
  return (codes.firstStep + codes.codes.length) * codes.stepSeconds * 1000;
}

/** The dark squares as one SVG path: row by row, one bit each, the first in the highest bit. */
export function pathOf(size: number, base64: string): string {
  const bytes = atob(base64);
  const dark = (i: number): boolean => (bytes.charCodeAt(i >> 3) & (0x80 >> (i & 7))) !== 0;
  let path = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!dark(y * size + x)) continue;
      const from = x;
      while (x + 1 < size && dark(y * size + x + 1)) x++;
      path += `M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`;
    }
  }
  return path;
}
