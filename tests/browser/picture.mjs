// A grey picture made here (BMP: every browser reads it), for what the reader opens from their own files.

import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HEADERS = 54;

/** Writes a square picture whose grey levels are `grey(row, column)`; the path of the file. */
export function writePicture(name, side, grey) {
  const stride = Math.ceil((3 * side) / 4) * 4;
  const bytes = Buffer.alloc(HEADERS + stride * side);
  bytes.write("BM", "latin1");
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(HEADERS, 10);
  bytes.writeUInt32LE(40, 14); // length of the second header
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(-side, 22); // negative: the first row comes first
  bytes.writeUInt16LE(1, 26); // planes
  bytes.writeUInt16LE(24, 28); // bits a pixel
  for (let i = 0; i < side; i += 1) {
    for (let j = 0; j < side; j += 1) {
      const at = HEADERS + i * stride + 3 * j;
      bytes.fill(grey(i, j), at, at + 3);
    }
  }
  const path = join(tmpdir(), name);
  writeFileSync(path, bytes);
  return path;
}
