/** A file that is written while it is read: no part of it waits in memory for the rest. */
export type ExportFile = {
  fileName: string;
  mediaType: string;
  chunks: AsyncIterable<string>;
};
