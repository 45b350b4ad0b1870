// Draws the icons: a ring with a second, smaller look inside. Writes PNG by hand, so that no image tool is needed.
import { crc32 } from "node:zlib";
// Not Node's own packer: its bytes differ from one Node to the next.
import { zlibSync } from "fflate";

const INK = [31, 74, 120];
const PAPER = [255, 255, 255];

/** The PNG file of the icon with this many pixels a side. */
export function icon(size) {
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    const row = Buffer.alloc(1 + size * 4);
    for (let x = 0; x < size; x += 1) row.set(pixel((x + 0.5) / size, (y + 0.5) / size, 1 / size), 1 + x * 4);
    rows.push(row);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", zlibSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function pixel(x, y, step) {
  const big = Math.hypot(x - 0.44, y - 0.44);
  const disc = cover(0.4 - big, step);
  const ring = Math.min(disc, cover(big - 0.28, step));
  const dot = cover(0.12 - Math.hypot(x - 0.44, y - 0.44), step);
  const along = ((x - 0.7) + (y - 0.7)) / Math.SQRT2;
  const across = Math.abs((x - 0.7) - (y - 0.7)) / Math.SQRT2;
  const handle = Math.min(cover(0.075 - across, step), cover(0.3 - along, step), cover(along + 0.06, step));
  const ink = Math.max(ring, dot, handle);
  const alpha = Math.max(disc, handle);
  const mix = INK.map((value, n) => Math.round(value * ink + PAPER[n] * (1 - ink)));
  return [...mix, Math.round(alpha * 255)];
}

/** How much of a pixel lies inside an edge, 0 to 1. */
const cover = (inside, step) => Math.max(0, Math.min(1, inside / step + 0.5));

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
