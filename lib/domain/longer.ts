/** The numbers of a typed array in a longer one, of which the rest stays as it is. */
export function longer<T extends Int32Array | Uint32Array | Uint8Array | Float64Array>(short: T, long: T): T {
  long.set(short);
  return long;
}
