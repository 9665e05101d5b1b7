/**
 * Both in one, without reading what of the first is found each time it is asked for. Where that is told by its class the
 * result is of that class: as small as what it consists of.
 */
export function also<A extends object, B extends object>(first: A, second: B): A & B {
  const made: unknown = Object.create(Reflect.getPrototypeOf(first));
  const descriptors = Object.getOwnPropertyDescriptors(first);
  const hasGetters = Object.values(descriptors).some((descriptor) => "get" in descriptor);
  // Safe because it has every member of both.
  const both = made as A & B;
  return hasGetters
    ? Object.defineProperties(Object.assign(both, second), descriptors)
    : Object.assign(both, first, second);
}
