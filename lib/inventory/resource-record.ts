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
  const described = {
    key,
    type,
    class: classOf(type),
    layer: layerOf(type),
    provider: providerOf(type),
    account,
    region,
    name,
  };
  return {
    ...described,
    document,
    attention: attentionOf(described.class),
    hash: hash("sha256", JSON.stringify(Object.values(described)) + document, "base64url"),
  };
}
