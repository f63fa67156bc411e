// What `trunk serve` listens with once it has built: dist/index.html, or 404 while there is none.

import { readFile } from "node:fs";
import { createServer } from "node:http";

const { PORT, MACHINE } = process.env;
createServer((_, answer) => {
  readFile("dist/index.html", (error, page) => answer.writeHead(error ? 404 : 200).end(page));
}).listen(Number(PORT), "127.0.0.1", () => console.log(`stand-in for trunk: port ${PORT}, ${MACHINE}`));
