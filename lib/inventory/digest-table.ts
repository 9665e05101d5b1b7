import { hash } from "node:crypto";

/** 128 bits of a SHA-256: no two texts that anybody can make share them. */
const words = 4;
const smallest = 1_024;
/** Of the slots, how many may be taken before there are twice as many. */
const fullest = 0.6;

/** What a name was before: not there, with another value, or with the same. */
type Put = "new" | "other" | "same";

/**
 * Names with a value each, by digest: 33 bytes a slot however long they are, in three arrays that the garbage collector
 * does not look into. Once added a name stays; it can be marked.
 */
export class DigestTable {
  #slots = smallest;
  #names = new Uint32Array(smallest * words);
  #values = new Uint32Array(smallest * words);
  #states = new Uint8Array(smallest);
  #size = 0;
  #markedCount = 0;

  get size(): number {
    return this.#size;
  }

  get markedCount(): number {
    return this.#markedCount;
  }

  /** Gives a name its value, and says whether that is what it had. */
  put(name: string, value: string | null): Put {
    return this.#put(name, value, state.known);
  }

  /** As `put`, and marks the name. */
  mark(name: string, value: string | null): Put {
    return this.#put(name, value, state.marked);
  }

  isMarked(name: string): boolean {
    digest(name, nameWords);
    return this.#states[this.#slotOf(nameWords, 0)] === state.marked;
  }

  #put(name: string, value: string | null, as: number): Put {
    digest(name, nameWords);
    digest(value, valueWords);
    const slot = this.#slotOf(nameWords, 0);
    const before = this.#states[slot] ?? state.free;
    const isSame = isEqual(this.#values, slot * words, valueWords, 0);
    this.#names.set(nameWords, slot * words);
    this.#values.set(valueWords, slot * words);
    this.#states[slot] = Math.max(before, as);
    if (as === state.marked && before !== state.marked) this.#markedCount++;
    if (before !== state.free) return isSame ? "same" : "other";
    this.#size++;
    if (this.#size > this.#slots * fullest) this.#grow();
    return "new";
  }

  /** Where a name is, or the free slot where it would be. */
  #slotOf(source: Uint32Array, at: number): number {
    const last = this.#slots - 1;
    let slot = (source[at] ?? 0) & last;
    while (this.#states[slot] !== state.free && !isEqual(this.#names, slot * words, source, at))
      slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const [names, values, states] = [this.#names, this.#values, this.#states];
    this.#slots *= 2;
    this.#names = new Uint32Array(this.#slots * words);
    this.#values = new Uint32Array(this.#slots * words);
    this.#states = new Uint8Array(this.#slots);
    for (const [old, kept] of states.entries()) {
      if (kept === state.free) continue;
      const [from, to] = [old * words, (old + 1) * words];
      const slot = this.#slotOf(names, from);
      this.#names.set(names.subarray(from, to), slot * words);
      this.#values.set(values.subarray(from, to), slot * words);
      this.#states[slot] = kept;
    }
  }
}

/** Each says more than the one before it. */
const state = { free: 0, known: 1, marked: 2 } as const;

// Filled and read within one call, so that none of them leaves garbage behind.
const nameWords = new Uint32Array(words);
const valueWords = new Uint32Array(words);

/** Nothing has zeros, which no text has. */
function digest(text: string | null, into: Uint32Array): void {
  if (text === null) return void into.fill(0);
  // Of all forms this is the one that makes no buffer for each text.
  const bytes = hash("sha256", text, "binary");
  for (let word = 0; word < words; word++) {
    const at = word * 4;
    into[word] =
      bytes.charCodeAt(at) |
      (bytes.charCodeAt(at + 1) << 8) |
      (bytes.charCodeAt(at + 2) << 16) |
      (bytes.charCodeAt(at + 3) << 24);
  }
}

function isEqual(one: Uint32Array, at: number, other: Uint32Array, otherAt: number): boolean {
  for (let word = 0; word < words; word++) if (one[at + word] !== other[otherAt + word]) return false;
  return true;
}
