// What happens to a build between trunk and dist/, in this order: trunk would run two hooks at once.

await import("./styles.mjs");
await import("./split.mjs");
await import("./offline.mjs");
