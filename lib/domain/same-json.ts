/** Whether two plain values are written as the same JSON, whatever order their members stand in. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((member, at) => isSameJson(member, other[at]))
    );
  return hasAll(one, other) && hasAll(other, one);
}

/** A member that is undefined is not written. */
const hasAll = (one: object, other: object): boolean =>
  Object.entries(one).every(
    ([name, member]) => member === undefined || isSameJson(member, Reflect.get(other, name)),
  );
