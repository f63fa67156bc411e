// Cuts the page's program into parts: run on what trunk has staged (staged.mjs).
//
// The linker leaves its relocations in the program, and from them wasm-split-cli knows what only one lab reaches
// (`#[wasm_split]` in src/ui/part.rs). What several labs share it puts into one part for each set of them, some fifty;
// these are merged into a few, for each file costs a request. wasm-bindgen then binds the main part; in a release
// wasm-opt shrinks every part. All files of one build carry the same hash, because they only work together.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BESIDE } from "./size.mjs";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR: staging, CARGO_TARGET_DIR: target = "target" } = process.env;
const PROGRAM = "low-rank-lab";
const FEATURES = [
  "--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext",
  "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue",
];
const OPTIMIZE = ["--flatten", "--rereloop", "-Oz", ...FEATURES];
/** What one more file is taken to cost a visit, in bytes of the program as it is linked, which compression makes a sixth:
    a part that some labs do not need is merged into theirs where that is cheaper. */
const REQUEST = 12_000;
/** The module that the parts import the memory, the table and the stack pointer from; and its name in merged parts. */
const SHARED = "__wasm_split";
const SHARED_MERGED = "program";

const run = (program, ...words) => call(program, words, { stdio: ["ignore", "inherit", "inherit"] });
/** For binaryen's programs, which warn of a part of the name section that they leave out; a failure's words are kept. */
const runQuietly = (program, ...words) => call(program, words, { stdio: "pipe", maxBuffer: 1 << 30 }).toString();

function call(program, words, options) {
  try {
    return execFileSync(program, words, options);
  } catch (error) {
    throw error.code === "ENOENT" ? new Error(`${program} is not on PATH: build with script/build or script/serve, which install it.`) : error;
  }
}

function read(file) {
  return readFileSync(file, "utf8");
}

/** Cuts, merges, binds and shrinks in `folder`; the files by the names they have in each other's text. */
function cut(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run("wasm-split-cli", join(target, "wasm32-unknown-unknown", TRUNK_PROFILE, `${PROGRAM}.wasm`), folder, "--out-name", PROGRAM);
  const linkFile = join(folder, "__wasm_split.js");
  const { link, parts } = merged(folder, read(linkFile));
  writeFileSync(linkFile, link);
  const main = join(folder, `${PROGRAM}.wasm`);
  run("wasm-bindgen", main, "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", folder, "--out-name", PROGRAM);
  rmSync(main);
  const names = readdirSync(folder).filter((name) => /\.(wasm|js)$/.test(name));
  if (TRUNK_PROFILE === "release") {
    for (const name of names.filter((name) => name.endsWith(".wasm"))) {
      runQuietly("wasm-opt", join(folder, name), "-o", join(folder, name), ...OPTIMIZE);
    }
  }
  return { files: Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])), parts };
}

/** Merges the shared parts in `folder`; the link module for what results, and the files of each lab. */
function merged(folder, link) {
  const shared = [...link.matchAll(/\/\* ([^*]*) \*\/\nconst __chunk_\d+ = .*?"\.\/(chunk_\d+)\.wasm"/gs)].map(([, labs, name]) => ({
    labs: new Set(labs.split(", ")),
    names: [name],
    size: statSync(join(folder, `${name}.wasm`)).size,
  }));
  const loaders = [...link.matchAll(/export const __wasm_split_load_(\w+) = .*?"\.\/(split_\w+)\.wasm"/gs)];
  if (shared.length === 0 || loaders.length === 0) throw new Error("wasm-split-cli's link module has another form than split.mjs reads.");
  const groups = grouped(shared).map((group, index) => ({ ...group, name: `shared_${index}` }));
  const files = groups.flatMap(({ names }) => names.map((name) => join(folder, `${name}.wasm`)));
  const stub = join(folder, "stub.wasm");
  runQuietly("wasm-as", ...FEATURES, writeText(join(folder, "stub.wat"), stubFor(files)), "-o", stub);
  for (const { name, names } of groups) {
    const each = names.flatMap((name) => [join(folder, `${name}.wasm`), name]);
    const kept = TRUNK_PROFILE === "release" ? [] : ["-g"];
    runQuietly("wasm-merge", ...FEATURES, ...kept, stub, SHARED, ...each, "-o", join(folder, `${name}.wasm`));
  }
  for (const file of [...files, stub]) rmSync(file);
  const parts = Object.fromEntries(loaders.map(([, lab, own]) => [lab, [own, ...groups.filter(({ labs }) => labs.has(lab)).map(({ name }) => name)]]));
  return { link: linkModule(link, groups, parts), parts };
}

/** Sets of parts, each to become one file: two sets are joined as long as a request saved outweighs what labs would fetch
    without need. */
function grouped(parts) {
  // What stands beside the pages is fetched by few, and later.
  const visits = (labs) => [...labs].reduce((sum, lab) => sum + (lab in BESIDE ? 0.1 : 1), 0);
  const cost = (labs, size) => visits(labs) * (size + REQUEST);
  const sets = [...parts];
  for (;;) {
    let best = { gain: 0 };
    for (const [i, a] of sets.entries()) {
      for (const b of sets.slice(i + 1)) {
        const both = { labs: new Set([...a.labs, ...b.labs]), names: [...a.names, ...b.names], size: a.size + b.size };
        const gain = cost(a.labs, a.size) + cost(b.labs, b.size) - cost(both.labs, both.size);
        if (gain > best.gain) best = { gain, a, b, both };
      }
    }
    if (best.gain <= 0) return sets;
    sets.splice(sets.indexOf(best.a), 1, best.both);
    sets.splice(sets.indexOf(best.b), 1);
  }
}

/** A module that hands on what the parts import, so that the merged one imports each of them once. */
function stubFor(files) {
  const imports = (file) => WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(file)));
  const all = files.map((file) => [file, imports(file)]);
  // The part with most imports has them all.
  const [most, has] = all.reduce((a, b) => (b[1].length > a[1].length ? b : a));
  const known = new Set(has.map(({ name }) => name));
  for (const [file, needed] of all) {
    const other = needed.find(({ module, name }) => module !== SHARED || !known.has(name));
    if (other) throw new Error(`${file} imports ${other.module}.${other.name}, which split.mjs does not know how to share.`);
  }
  const text = runQuietly("wasm-dis", ...FEATURES, most);
  const lines = [...text.matchAll(/^ \(import "(\w+)" "(\w+)" \((memory|table|global) \$\S+ (.*)\)\)$/gm)];
  if (lines.length !== has.length) throw new Error("wasm-dis writes imports in another form than split.mjs reads.");
  const handed = lines.map(([, , name, kind, type], k) =>
    `(import "${SHARED_MERGED}" "${name}" (${kind} $${k} ${type})) (export "${name}" (${kind} $${k}))`);
  return `(module ${handed.join("\n")})`;
}

function writeText(file, text) {
  writeFileSync(file, text);
  return file;
}

/** The loaders of the labs; assets/boot.js fetches and compiles. */
function linkModule(link, groups, parts) {
  const runtime = link.slice(0, link.indexOf("/* "));
  const load = (name) => `() => instantiate(new URL("./${name}.wasm", import.meta.url))`;
  const lines = groups.map(({ name }) => `const ${name} = makeLoad(${load(name)}, []);`);
  for (const [lab, [own, ...shared]] of Object.entries(parts)) {
    lines.push(`export const __wasm_split_load_${lab} = wrapAsyncCb(makeLoad(${load(own)}, [${shared.join(", ")}]));`);
  }
  return `${runtime}
function instantiate(address) {
    const module = globalThis.lowRankLab.compiled(address.href);
    module.catch(() => {});
    return async ({ ${SHARED} }) => WebAssembly.instantiate(await module, { ${SHARED}, ${SHARED_MERGED}: ${SHARED} });
}
${lines.join("\n")}
`;
}

/** Generated text without what only a reader of it needs; none of its strings is longer than a line. */
function unindented(text) {
  return text.replace(/^[ \t]+/gm, "").replace(/\n{2,}/g, "\n");
}

function stage({ files, parts }) {
  const sum = createHash("sha256");
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
    writeFileSync(join(staging, hashed(name)), name.endsWith(".js") ? renamed(unindented(files[name].toString())) : files[name]);
  }
  const ofLabs = Object.fromEntries(Object.entries(parts).map(([lab, names]) => [lab, names.map((name) => hashed(`${name}.wasm`))]));
  const index = join(staging, "index.html");
  const html = read(index)
    .replace(/low-rank-lab-[0-9a-f]+(_bg\.wasm|\.js)/g, (_, ending) => `${PROGRAM}-${hash}${ending}`)
    .replace(/data-parts='[^']*' /, "")
    .replace(/(?=data-glue=)/, `data-parts='${JSON.stringify(ofLabs)}' `)
    .replace(/href="\.\/parts[^"]*\.js"/, `href="./${hashed("__wasm_split.js")}"`);
  writeFileSync(index, html);
}

stage(cut(join(target, "split", TRUNK_PROFILE)));
