// Fetches and compiles the program once, starts the page with it, and leaves it where the worker finds it.
const tag = document.querySelector("[data-glue]");
const note = document.getElementById("boot-note");

function say(words) {
  if (note) note.textContent = words;
}

async function compile(url) {
  const fetched = fetch(url);
  try {
    return await WebAssembly.compileStreaming(fetched);
  } catch {
    // Some static hosts serve .wasm with the wrong type; then it is compiled from its bytes.
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return WebAssembly.compile(await response.arrayBuffer());
  }
}

if (typeof WebAssembly !== "object") {
  say("This page needs WebAssembly, which this browser does not have or does not allow. Please open it in a current Firefox, Chrome, Edge or Safari.");
} else {
  const glue = new URL(tag.dataset.glue, document.baseURI).href;
  const wasm = new URL(tag.dataset.wasm, document.baseURI).href;
  try {
    const [program, module] = await Promise.all([import(glue), compile(wasm)]);
    globalThis.lowRankLabProgram = { glue, module };
    await program.default({ module_or_path: module });
  } catch (error) {
    console.error(error);
    say("The laboratory could not be loaded. Check your connection and reload the page; if that does not help, this browser may be too old for WebAssembly SIMD.");
  }
}
