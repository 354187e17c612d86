// Draws QR codes on the phone itself. The library is large, so it comes with the page of what waits and with no other.
import qrcode from "qrcode-generator";

const QUIET = 3;

/** The squares of a code, without the quiet zone. @param text an address, and after its `#` signs of a QR code's small alphabet. */
export function squares(text: string): { size: number; isDark(x: number, y: number): boolean } {
  const code = qrcode(0, "L");
  const [address, data] = text.split("#") as [string, string];
  code.addData(`${address}#`, "Byte");
  code.addData(data, "Alphanumeric");
  code.make();
  return { size: code.getModuleCount(), isDark: (x, y) => code.isDark(y, x) };
}

/** @param text as {@link squares} takes it. */
export function picture(text: string, label: string): SVGElement {
  const { size, isDark } = squares(text);
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg"), paper = document.createElementNS(ns, "rect"), path = document.createElementNS(ns, "path");
  let drawn = "";
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (isDark(x, y)) drawn += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  for (const [name, value] of Object.entries({ width: "100%", viewBox: `0 0 ${size + 2 * QUIET} ${size + 2 * QUIET}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: "#ffffff" })) paper.setAttribute(name, value);
  path.setAttribute("fill", "#000000");
  path.setAttribute("d", drawn);
  svg.append(paper, path);
  return svg;
}
