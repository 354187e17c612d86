// Codes that were scanned one after another, each opening a page of its own.

const FORM = /^LH1:(\d+)\/(\d+):/;

/** What is held with what was scanned now: all parts of one set, and the numbers that are missing. Another set begins anew. */
export function joined(held: readonly string[], scanned: string): { parts: string[]; missing: number[] } {
  const now = FORM.exec(scanned);
  if (!now) return { parts: [scanned], missing: [] };
  const same = held.filter(part => FORM.exec(part)?.[2] === now[2] && FORM.exec(part)?.[1] !== now[1]);
  const parts = [...same, scanned].sort((a, b) => Number(FORM.exec(a)![1]) - Number(FORM.exec(b)![1]));
  const have = new Set(parts.map(part => Number(FORM.exec(part)![1])));
  return { parts, missing: Array.from({ length: Number(now[2]) }, (_, i) => i + 1).filter(n => !have.has(n)) };
}
