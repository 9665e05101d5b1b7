import { hash } from "node:crypto";

import { classOf, layerOf, providerOf, type Resource } from "#lib/domain/resource.ts";
import { attentionOf } from "./attention.ts";
import { canonicalJson } from "./canonical-json.ts";

/** A resource as it is stored. Two records with one hash differ in nothing that is stored. */
export type ResourceRecord = {
  key: string;
  type: string;
  class: string;
  layer: string;
  provider: string;
  account: string;
  region: string | null;
  name: string;
  /** As JSON. */
  document: string;
  hash: string;
  /** Before anything is derived. */
  attention: number;
};

export function toRecord({ key, type, name, account, region, ...rest }: Resource): ResourceRecord {
  const { tags, properties, facets, unknown } = rest;
  const document = canonicalJson({ tags, properties, facets, unknown });
  const [classified, layer, provider] = [classOf(type), layerOf(type), providerOf(type)];
  const described = JSON.stringify([key, type, classified, layer, provider, account, region, name]);
  return {
    key,
    type,
    class: classified,
    layer,
    provider,
    account,
    region,
    name,
    document,
    attention: attentionOf(classified),
    hash: hash("sha256", described + document, "base64url"),
  };
}
