import type { Resource } from "#lib/domain/resource.ts";

/** What a resource tells, as an object of its own, to compare one that is read from columns or through a guard. */
export const plainResource = ({
  key,
  type,
  name,
  account,
  region,
  tags,
  properties,
  facets,
  unknown,
  derived,
}: Resource) => ({
  key,
  type,
  name,
  account,
  region,
  tags,
  properties: { ...properties },
  facets: { ...facets },
  unknown,
  derived,
});
