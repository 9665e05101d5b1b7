import type { Collected } from "#lib/connectors/collect-all.ts";
import type { Place, UndecidedDeclaration } from "./declared.ts";

/** What was found in one piece of code, and where each key of it was written. */
export type Found = {
  collected: Collected;
  places: ReadonlyMap<string, Place>;
  /** Resources of which the code does not even tell what they have. */
  undecided: readonly UndecidedDeclaration[];
};
