import { readFileSync } from "node:fs";

/** The questions of a page of documentation: its blocks marked `nacre`. */
export const questionsIn = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/^```nacre\n([\s\S]*?)^```/gm)].map(([, text]) => text ?? "");
