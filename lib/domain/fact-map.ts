/** What is told of resources, by their keys, in the order in which it was first told: a `Map`, or what stands for one. */
export type FactMap<V> = Iterable<[string, V]> & {
  get: (key: string) => V | undefined;
  has: (key: string) => boolean;
  keys: () => Iterable<string>;
  set: (key: string, value: V) => unknown;
  delete: (key: string) => unknown;
};
