import { hash as digest } from "node:crypto";

import { classOf, layerOf, providerOf, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import { attentionOf } from "./attention.ts";
import { canonicalJson, quoted } from "./canonical-json.ts";

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

export const documentOf = ({ tags, properties, facets, unknown }: Resource): string =>
  canonicalJson({ tags, properties, facets, unknown });

/** Of the whole resource, its document being given so that it is written down once. */
export function hashOf({ type, account, region, name }: Resource, document: string): string {
  // Quoted, so that no text of one can pass for the end of another.
  const place = quoted(account) + (region === null ? "null" : quoted(region)) + quoted(name);
  return digest("sha256", kindOf(type).text + place + document, "base64url");
}

/**
 * To be made of what has to be stored only: a record that is thrown away at once may keep its document in memory,
 * since the engine comes to make records where long-lived things are.
 */
export function toRecord(
  resource: Resource,
  document = documentOf(resource),
  hash = hashOf(resource, document),
): ResourceRecord {
  const { key, type, account, region, name } = resource;
  const { class: classified, layer, provider, attention } = kindOf(type);
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
    hash,
    attention,
  };
}

type Kind = Pick<ResourceRecord, "class" | "layer" | "provider" | "attention"> & { text: string };
const kinds = new Map<ResourceType, Kind>();

/** What a resource owes to its type alone. There are as many as the catalogue of types is long. */
function kindOf(type: ResourceType): Kind {
  const known = kinds.get(type);
  if (known) return known;
  const classified = classOf(type);
  const parts = { class: classified, layer: layerOf(type), provider: providerOf(type) };
  const kind = { ...parts, attention: attentionOf(classified), text: canonicalJson({ type, ...parts }) };
  kinds.set(type, kind);
  return kind;
}
