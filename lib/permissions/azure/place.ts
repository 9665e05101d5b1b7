/** Names of the management groups above a subscription, in lower case; null where nobody could read them. */
export type GroupsAbove = (subscriptionId: string) => ReadonlySet<string> | null;

const groupPrefix = "/providers/microsoft.management/managementgroups/";

/** Whether a scope is a place itself, as opposed to one above it. Both are in lower case. */
export const isSamePlace = (scope: string, place: string): boolean => withoutSlash(scope) === place;

/**
 * Whether what is assigned at a scope holds at a place: at itself and at whatever is beneath. Of a management group
 * nobody could read the members of, Azure has told that it is above, or it would not have been listed.
 */
export function isBeneath(place: string, scope: string, groupsAbove: GroupsAbove): boolean {
  const above = withoutSlash(scope);
  if (above === "") return true;
  if (place === above || place.startsWith(`${above}/`)) return true;
  if (!above.startsWith(groupPrefix) || !place.startsWith("/subscriptions/")) return false;
  const groups = groupsAbove(place.split("/")[2] ?? "");
  return groups === null || groups.has(above.slice(groupPrefix.length));
}

const withoutSlash = (scope: string): string => {
  const lower = scope.toLowerCase();
  return lower.endsWith("/") ? lower.slice(0, -1) : lower;
};
