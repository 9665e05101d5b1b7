import {
  addBit,
  addBits,
  addSparse,
  emptyBits,
  forEachSparse,
  inSparse,
  keepBits,
  type Bits,
} from "./bits.ts";
import type { Spoken } from "./spoken.ts";

/** Two sets for three values: what surely holds, and what surely or perhaps does. */
export type Pair = { yes: Bits; may: Bits };

export const newPair = (size: number): Pair => ({ yes: emptyBits(size), may: emptyBits(size) });

export const copyOf = ({ yes, may }: Pair): Pair => ({ yes: yes.slice(), may: may.slice() });

export function addPair(into: Pair, from: Pair): void {
  addBits(into.yes, from.yes);
  addBits(into.may, from.may);
}

export function keepPair(into: Pair, only: Pair): void {
  keepBits(into.yes, only.yes);
  keepBits(into.may, only.may);
}

export function addSpoken(into: Pair, { yes, may }: Spoken): void {
  addSparse(into.yes, yes);
  addSparse(into.may, may);
}

/** What a statement speaks of altogether, not of a part of it. */
export function addWhole(whole: Bits, { may, part }: Spoken): void {
  if (part.length === 0) addSparse(whole, may);
  else
    forEachSparse(may, (index) => {
      if (!inSparse(part, index)) addBit(whole, index);
    });
}
