// Cuts the page's program into parts: run on what trunk has staged (staged.mjs).
//
// The linker leaves its relocations in the program, and from them wasm-split-cli knows what only one lab reaches
// (`#[wasm_split]` in src/ui/part.rs). wasm-bindgen then binds the main part; in a release wasm-opt shrinks every part.
// All files of one build carry the same hash, because they only work together.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR: staging, CARGO_TARGET_DIR: target = "target" } = process.env;
const PROGRAM = "low-rank-lab";
const OPTIMIZE = [
  "--flatten", "--rereloop", "-Oz", "--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int",
  "--enable-sign-ext", "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue",
];
/** The link module's own word for it would refuse a host that serves .wasm under another type. */
const STREAMING = "WebAssembly.instantiateStreaming(";
const INSTANTIATE = `
async function instantiate(source, imports) {
    const response = await source;
    if (!response.ok) throw new Error(\`\${response.status} for \${response.url}\`);
    if (response.headers.get("content-type") === "application/wasm") {
        return WebAssembly.instantiateStreaming(response, imports);
    }
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
`;

const run = (program, ...words) => execFileSync(program, words, { stdio: ["ignore", "inherit", "inherit"] });

function read(file) {
  return readFileSync(file, "utf8");
}

/** Cuts, binds and shrinks in `folder`; the files by the names they have in each other's text. */
function cut(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run("wasm-split-cli", join(target, "wasm32-unknown-unknown", TRUNK_PROFILE, `${PROGRAM}.wasm`), folder, "--out-name", PROGRAM);
  const main = join(folder, `${PROGRAM}.wasm`);
  run("wasm-bindgen", main, "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", folder, "--out-name", PROGRAM);
  rmSync(main);
  const files = readdirSync(folder).filter((name) => /\.(wasm|js)$/.test(name));
  if (TRUNK_PROFILE === "release") {
    for (const name of files.filter((name) => name.endsWith(".wasm"))) {
      // It warns of a part of the name section that it then leaves out.
      execFileSync("wasm-opt", [join(folder, name), "-o", join(folder, name), ...OPTIMIZE], { stdio: "pipe" });
    }
  }
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))]));
}

/** The files each lab needs besides the main part, read from the link module. */
function partsOfLabs(link) {
  const shared = Object.fromEntries([...link.matchAll(/const (__chunk_\d+) = .*?"\.\/(chunk_\d+)\.wasm"/gs)].map(([, chunk, file]) => [chunk, file]));
  const loaders = link.matchAll(/export const __wasm_split_load_(\w+) = .*?"\.\/(split_\w+)\.wasm".*?, \[([^\]]*)\]/gs);
  return [...loaders].map(([, lab, file, chunks]) => [lab, [file, ...chunks.split(", ").filter(Boolean).map((chunk) => shared[chunk])]]);
}

function stage(files) {
  const link = files["__wasm_split.js"].toString().replaceAll(STREAMING, "instantiate(") + INSTANTIATE;
  const sum = createHash("sha256").update(link);
  for (const file of Object.values(files)) sum.update(file);
  // The worker's address carries this hash too.
  for (const name of readdirSync(staging).filter((name) => /worker.*\.(js|wasm)$/.test(name))) sum.update(readFileSync(join(staging, name)));
  const hash = sum.digest("hex").slice(0, 16);
  const names = Object.keys(files);
  const hashed = (name) => name.replace(/^(.*?)((_bg)?\.\w+)$/, (_, stem, ending) => `${stem.replace(/^__wasm_split$/, "parts")}-${hash}${ending}`);
  // Only where a file is asked for: the program knows the link module by the name it was bound with.
  const renamed = (text) => text.replace(/( from |new URL\()(["'])\.\/([\w.-]+)\2/g, (all, before, quote, name) =>
    names.includes(name) ? `${before}${quote}./${hashed(name)}${quote}` : all);
  for (const old of readdirSync(staging).filter((name) => /^low-rank-lab-[0-9a-f]+(_bg)?\.(js|wasm)$/.test(name))) {
    rmSync(join(staging, old));
  }
  for (const name of names) {
    const text = name === "__wasm_split.js" ? link : name.endsWith(".js") && files[name].toString();
    writeFileSync(join(staging, hashed(name)), text ? renamed(text) : files[name]);
  }
  const parts = Object.fromEntries(partsOfLabs(link).map(([lab, files]) => [lab, files.map((file) => hashed(`${file}.wasm`))]));
  const index = join(staging, "index.html");
  const html = read(index)
    .replace(/low-rank-lab-[0-9a-f]+(_bg\.wasm|\.js)/g, (_, ending) => `${PROGRAM}-${hash}${ending}`)
    .replace(/data-parts='[^']*' /, "")
    .replace(/(?=data-glue=)/, `data-parts='${JSON.stringify(parts)}' `);
  writeFileSync(index, html);
}

stage(cut(join(target, "split", TRUNK_PROFILE)));
