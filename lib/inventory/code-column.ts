/** Values of which there are few, by a number each. */
export class CodeColumn<V> {
  readonly #codes: Int32Array;
  readonly #values: V[] = [];
  readonly #codeOf = new Map<V, number>();
  #count = 0;

  constructor(count: number) {
    this.#codes = new Int32Array(count);
  }

  add(value: V): void {
    let code = this.#codeOf.get(value);
    if (code === undefined) {
      code = this.#values.push(value) - 1;
      this.#codeOf.set(value, code);
    }
    this.#codes[this.#count++] = code;
  }

  at(index: number): V {
    const value = this.#values[this.#codes[index] ?? -1];
    if (value === undefined || index >= this.#count) throw new RangeError(`There is no row ${index}`);
    return value;
  }
}
