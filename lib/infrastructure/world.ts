/**
 * One way in which what is not known yet may turn out. Whatever differs between worlds is unknown; what is the same in
 * all of them is decided by what is known.
 */
export class World {
  readonly index: number;
  #guessed = false;
  constructor(index: number) {
    this.index = index;
  }

  /** Whether anything was read that is not known, so that other worlds have to be looked at too. */
  get guessed(): boolean {
    return this.#guessed;
  }

  guess<T>(possible: readonly T[]): T | undefined {
    this.#guessed = true;
    return possible[this.index % possible.length];
  }
}

export const worldCount = 3;
