/** Disjoint sets of keys, joined one pair at a time. */
export class Groups {
  readonly #parent = new Map<string, string>();

  add(key: string): void {
    if (!this.#parent.has(key)) this.#parent.set(key, key);
  }

  has(key: string): boolean {
    return this.#parent.has(key);
  }

  join(a: string, b: string): void {
    this.add(a);
    this.add(b);
    const [first, second] = [this.rootOf(a), this.rootOf(b)].toSorted();
    if (first !== undefined && second !== undefined) this.#parent.set(second, first);
  }

  rootOf(key: string): string {
    let root = key;
    for (
      let next = this.#parent.get(root);
      next !== undefined && next !== root;
      next = this.#parent.get(root)
    )
      root = next;
    // Every key on the way is led straight to the root, so that a long chain is walked once.
    for (let at = key; at !== root;) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  all(): string[][] {
    return [...Map.groupBy(this.#parent.keys(), (key) => this.rootOf(key)).values()].map((keys) =>
      keys.toSorted(),
    );
  }
}
