// Starts the worker's program. The page's version is in this script's address and goes on to both files.
const version = self.location.search;
const { default: init } = await import(`./low-rank-lab-worker.js${version}`);
await init({ module_or_path: new URL(`./low-rank-lab-worker_bg.wasm${version}`, self.location.href) });
