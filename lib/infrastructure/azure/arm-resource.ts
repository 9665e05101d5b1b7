import type { Place } from "../declared.ts";

/** A resource as Azure Resource Manager answers it. */
export type ArmResource = {
  /** With the names in it: `/subscriptions/…/providers/Microsoft.Search/searchServices/s`. */
  id: string;
  name: string;
  /** In lower case. */
  type: string;
  location: string | null;
  kind?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  sku?: Readonly<Record<string, unknown>> | undefined;
  identity?: Readonly<Record<string, unknown>> | undefined;
  properties: Readonly<Record<string, unknown>>;
  place: Place;
};

export const subscriptionOf = (id: string): string | null =>
  /^\/subscriptions\/([^/]+)/i.exec(id)?.[1] ?? null;
