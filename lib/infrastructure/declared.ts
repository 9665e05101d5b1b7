import { createHash } from "node:crypto";

/** Where a declaration stands: its own address, and file and line where the input has them. */
export type Place = { address: string; file: string; line: number | null };

/** What an expression names: another declaration, and which of its attributes. */
export type Reference = { to: Declared; attribute: string };

/** One resource that code declares, whichever language it was written in. */
export type Declared = {
  /** The type in the words of the code: `aws_s3_bucket`. */
  type: string;
  place: Place;
  values: Readonly<Record<string, unknown>>;
  /** In the shape of `values`, `true` where a value is not known before it is applied. */
  unknown: unknown;
  /** What the value at a path was written with, where it is written as references. */
  references: (path: readonly (string | number)[]) => readonly Reference[];
  /** Whether nothing is written at a path, so that what is not known yet there is the provider's own default. */
  isLeftOut: (path: readonly (string | number)[], kind: "value" | "block") => boolean;
  /** Whether applying makes it, so that what is not written has the provider's default. */
  isNew: boolean;
  region: string | null;
};

/** Stable for one address, so that two scans of one plan name a resource alike before it has an id. */
export const stableId = (address: string, length: number): string =>
  createHash("sha256").update(address).digest("hex").slice(0, length);

/** A part of a resource whose very existence is not known, so that nothing can be said of the resource. */
export class UndecidedDeclaration extends Error {
  override readonly name = "UndecidedDeclaration";
  readonly place: Place;
  constructor(place: Place, path: string) {
    super(`${path} of ${place.address} is known only after it is applied`);
    this.place = place;
  }
}
