/** What a report may be. Each is far beyond what a tool writes, and far below what would harm the server. */
export const importLimits = {
  fileBytes: 128 * 1024 * 1024,
  recordBytes: 4 * 1024 * 1024,
  stringBytes: 1024 * 1024,
  depth: 64,
  recordCount: 100_000,
  refusedShown: 20,
  readSeconds: 45,
} as const;
