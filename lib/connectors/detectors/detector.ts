/** Finds one kind of data in a text. What it finds is counted and forgotten: no text leaves a scan. */
export type Detector = {
  id: string;
  /** As a fact of sensitivity names it. */
  dataClass: "personal-data" | "financial" | "credentials";
  /** Fewer different ones than this may be chance, and say nothing. */
  fewest: number;
  /** The different values, each written in one way. */
  find: (text: string) => ReadonlySet<string>;
};

/** Values of a shape that also pass `isReal`, without the separators they are written with. */
export const matching = (
  text: string,
  shape: RegExp,
  isReal: (value: string) => boolean,
): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(shape)]
      .map(([found]) => found.replaceAll(/[\s.\-+/]/g, "").toUpperCase())
      .filter((value) => isReal(value)),
  );
