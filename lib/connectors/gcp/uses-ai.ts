import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detailList, type Detail } from "./detail.ts";
import { lastSegment } from "./names.ts";

const aiApis: ReadonlySet<string> = new Set(
  ["aiplatform", "discoveryengine", "dialogflow", "documentai", "generativelanguage"].map(
    (api) => `${api}.googleapis.com`,
  ),
);
export const servicesPermission = "serviceusage.services.list";

/** APIs that are switched on in the project. */
export const readServices = async (source: Pick<Source, "call">): Promise<Detail<string[]>> => {
  const call = { service: "serviceusage", operation: "services.list", field: "services" };
  const input = { filter: "state:ENABLED", pageSize: 200 };
  const { value, unknown } = await detailList(source, call, input, z.object({ name: z.string() }));
  return value
    ? { value: value.map(({ name }) => lastSegment(name)).toSorted(), unknown: null }
    : { value, unknown };
};

export const usesAi = (services: readonly string[] | null): boolean =>
  (services ?? []).some((service) => aiApis.has(service));
