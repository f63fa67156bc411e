// Starts the page: fetches and compiles what it needs, all at once, and leaves for the program what is in `lowRankLab`.
const tag = document.querySelector("[data-glue]");
const note = document.getElementById("boot-note");

function say(words) {
  if (note) note.textContent = words;
}

const compiling = new Map();

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  // A host may serve .wasm under another type, which streaming refuses.
  if (response.headers.get("content-type") === "application/wasm") return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** A part of the program, compiled while it arrives. After a failure it is fetched anew when it is asked for again. */
function compiled(address) {
  if (!compiling.has(address)) {
    const module = fetched(address);
    module.catch(() => compiling.delete(address));
    compiling.set(address, module);
  }
  return compiling.get(address);
}

/** The worker, started before the program asks for it, and whether it has said a word, which would otherwise be lost. */
function startWorker(address) {
  const worker = new Worker(address, { type: "module" });
  worker.onmessage = () => (lowRankLab.spoken = true);
  worker.onerror = () => (lowRankLab.worker = undefined);
  lowRankLab.worker = worker;
}

function preload(href, as, type) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as, type, crossOrigin: "anonymous", href });
  document.head.append(link);
}

/** What the page of the link needs besides the program itself. */
async function ahead(query) {
  const lab = query.get("lab") ?? "contents";
  const part = lab.replaceAll("-", "_");
  const parts = JSON.parse(tag.dataset.parts);
  // Every lab begins with an equation, which would change its height when its font came later.
  if (lab !== "contents") preload("assets/fonts/low-rank-math.woff2", "font", "font/woff2");
  const needed = (Object.hasOwn(parts, part) ? parts[part] : []).map((part) => compiled(new URL(part, document.baseURI).href));
  // The labs say it themselves (src/labs/ahead.rs); without such a row the worker starts when it is asked.
  const headline = [...document.querySelectorAll("[data-opens]")].find(({ dataset }) => dataset.opens === lab);
  const rows = JSON.parse(headline?.dataset.ahead ?? "[]");
  const wanted = rows.filter(({ unless }) => unless.every((key) => !query.has(key)));
  for (const { file } of wanted) if (file) preload(file, "fetch");
  // The page's own parts come first on a slow line.
  await Promise.all(needed);
  if (wanted.some(({ file }) => file === null)) startWorker(lowRankLab.workerAddress);
}

if (typeof WebAssembly !== "object") {
  say("This page needs WebAssembly, which this browser does not have or does not allow. Please open it in a current Firefox, Chrome, Edge or Safari.");
} else {
  const address = (name) => new URL(name, document.baseURI).href;
  // The page's version goes with it, so that no older worker comes from a cache.
  const workerAddress = `./worker.js?${tag.dataset.wasm.replace(/\W+/g, "-")}`;
  globalThis.lowRankLab = { compiled, workerAddress };
  try {
    const program = compiled(address(tag.dataset.wasm));
    program.catch(() => {});
    // The program asks again for what fails here, and says so.
    ahead(new URLSearchParams(location.search)).catch(() => {});
    const { default: start } = await import(address(tag.dataset.glue));
    await start({ module_or_path: await program });
  } catch (error) {
    console.error(error);
    say("The laboratory could not be loaded. Check your connection and reload the page; if that does not help, this browser may be too old for WebAssembly SIMD.");
  }
}
