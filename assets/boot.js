// Starts the page, and leaves its version where the worker's address is made.
const tag = document.querySelector("[data-glue]");
const note = document.getElementById("boot-note");

function say(words) {
  if (note) note.textContent = words;
}

if (typeof WebAssembly !== "object") {
  say("This page needs WebAssembly, which this browser does not have or does not allow. Please open it in a current Firefox, Chrome, Edge or Safari.");
} else {
  const glue = new URL(tag.dataset.glue, document.baseURI).href;
  const wasm = new URL(tag.dataset.wasm, document.baseURI).href;
  // The part of the lab that the link opens is needed right after the program: both are fetched at once.
  const lab = new URLSearchParams(location.search).get("lab")?.replaceAll("-", "_") ?? "contents";
  const parts = JSON.parse(tag.dataset.parts);
  for (const part of Object.hasOwn(parts, lab) ? parts[lab] : []) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "fetch", type: "application/wasm", crossOrigin: "anonymous", href: part });
    document.head.append(link);
  }
  try {
    globalThis.lowRankLabVersion = tag.dataset.wasm.replace(/\W+/g, "-");
    // The same request as the preload's, so that the program is fetched once.
    const program = fetch(wasm);
    const { default: start } = await import(glue);
    await start({ module_or_path: program });
  } catch (error) {
    console.error(error);
    say("The laboratory could not be loaded. Check your connection and reload the page; if that does not help, this browser may be too old for WebAssembly SIMD.");
  }
}
