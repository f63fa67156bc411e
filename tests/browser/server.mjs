// A static host as plain as they come: files of one folder below one path, nothing else.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".otf": "font/otf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** Bytes that a slow line carries in one piece, before the next answer has its turn. */
const PIECE = 4096;

/** What a line that carries `bytesPerSecond`, shared by all answers, does with one of them. */
function slowLine({ latency, bytesPerSecond }) {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  let free = 0;
  return async (response, body) => {
    await wait(latency);
    for (let at = 0; at < body.length; at += PIECE) {
      const piece = body.subarray(at, at + PIECE);
      // In the order in which they ask, so that answers take turns.
      free = Math.max(free, performance.now()) + (1000 * piece.length) / bytesPerSecond;
      await wait(free - performance.now());
      response.write(piece);
    }
    response.end();
  };
}

/** The page with these scripts at its top, above its Content-Security-Policy. */
const opening = (page, scripts) =>
  Buffer.from(String(page).replace("<head>", () => `<head><script>${scripts.join("\n")}</script>`));

/**
 * Serves `folder` below `base` on a free loopback port.
 * `types` replaces the types of some endings; `gzip` compresses as hosts do; `line` makes the way slow; `before` is waited
 * for before a path is answered, and what it throws is answered as a failure of the host; `asked` lists the paths below
 * `base` that were asked for.
 * `refused` lists the paths that are not there; the scripts in `first` run in every page before its own.
 */
export async function serve(folder, base, types = {}, { gzip = false, line = null, before = null } = {}) {
  const [asked, refused, first] = [[], [], []];
  const send = line ? slowLine(line) : (response, body) => response.end(body);
  const compressed = new Map();
  const shrink = (file, body) => {
    if (!compressed.has(file)) compressed.set(file, gzipSync(body));
    return compressed.get(file);
  };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const inside = path.startsWith(base) ? path.slice(base.length) || "index.html" : null;
    try {
      if (inside === null || normalize(inside).startsWith("..")) throw new Error("not below the base");
      const body = await readFile(join(folder, inside));
      asked.push(inside);
      const failure = await before?.(inside)?.then(() => null, (error) => error);
      if (failure) {
        response.writeHead(503, { "content-type": "text/plain" });
        return response.end(failure.message);
      }
      const ending = extname(inside);
      const type = types[ending] ?? TYPES[ending] ?? "application/octet-stream";
      const whole = ending === ".html" && first.length > 0 ? opening(body, first) : body;
      const sent = gzip ? shrink(inside, whole) : whole;
      const encoding = gzip ? { "content-encoding": "gzip" } : {};
      response.writeHead(200, { "content-type": type, "content-length": sent.length, ...encoding });
      await send(response, sent);
    } catch {
      refused.push(path);
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin, url: origin + base, asked, refused, first, close };
}
