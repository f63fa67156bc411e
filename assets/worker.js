// The worker runs the same program as the page, from the module that the page has already compiled.
self.onmessage = async ({ data }) => {
  self.onmessage = null;
  const program = await import(data.glue);
  await program.default({ module_or_path: data.module });
};
