/** A set of small numbers, one bit each. Sets that are combined have one length. */
export type Bits = Uint32Array;

export const emptyBits = (size: number): Bits => new Uint32Array((size + 31) >>> 5);

export const hasBit = (bits: Bits, index: number): boolean =>
  ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;

export function addBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
}

export function addBits(into: Bits, from: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) | (from[word] ?? 0);
}

export function keepBits(into: Bits, only: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) & (only[word] ?? 0);
}

export function dropBits(into: Bits, without: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) & ~(without[word] ?? 0);
}

export function without(bits: Bits, others: Bits): Bits {
  const left = bits.slice();
  dropBits(left, others);
  return left;
}

export const isEmpty = (bits: Bits): boolean => bits.every((word) => word === 0);

export function forEachBit(bits: Bits, visit: (index: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let left = bits[word] ?? 0;
    while (left !== 0) {
      const lowest = left & -left;
      visit((word << 5) + 31 - Math.clz32(lowest));
      left ^= lowest;
    }
  }
}

/** A list while it is short, bits once it is long: most statements speak of a handful of things. */
export type Sparse = Bits | Int32Array;

export function sparse(indices: readonly number[], size: number): Sparse {
  if (indices.length * 32 < size) return Int32Array.from(indices);
  const bits = emptyBits(size);
  for (const index of indices) addBit(bits, index);
  return bits;
}

const isList = (set: Sparse): set is Int32Array => set instanceof Int32Array;

export function addSparse(into: Bits, from: Sparse): void {
  if (!isList(from)) addBits(into, from);
  else for (let at = 0; at < from.length; at++) addBit(into, from[at] ?? 0);
}

/** The members of a list must be in order. */
export function inSparse(set: Sparse, index: number): boolean {
  if (!isList(set)) return hasBit(set, index);
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return set[low] === index;
}

export function forEachSparse(set: Sparse, visit: (index: number) => void): void {
  if (!isList(set)) forEachBit(set, visit);
  else for (let at = 0; at < set.length; at++) visit(set[at] ?? 0);
}
