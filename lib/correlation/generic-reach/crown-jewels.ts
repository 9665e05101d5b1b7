import { at, type Stop } from "#lib/domain/attack-path.ts";
import { privilegeOf } from "#lib/domain/attack-path-stops.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { resourceClasses, type ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";

/** What an organization must not lose: judged by what it holds, what is made of it, and what people marked. */
export const crownJewel: Stop = at(resourceClasses, (resource, graph) =>
  // Safe because only what every resource has is read before its class is known.
  isJewel(resource as unknown as Resource, graph),
);

type Judged = (resource: Resource, graph: ResourceGraph) => boolean;

const isJewel: Judged = (resource, graph) =>
  isMarked(resource) || (byClass[classOf(resource.type)]?.(resource, graph) ?? false);

const holdsMuch: Judged = ({ key, derived }, graph) =>
  derived?.sensitivity?.level === "sensitive" || feedsModels(key, graph);
const isReal: Judged = (resource) => !isTrial(resource);

const byClass: Partial<Record<ResourceClass, Judged>> = {
  "data-store": holdsMuch,
  dataset: holdsMuch,
  "vector-store": holdsMuch,
  secret: () => true,
  "key-vault": () => true,
  identity: (identity) => privilegeOf(identity) === "admin",
  model: isReal,
  "model-deployment": isReal,
  agent: isReal,
};

const feedsModels = (key: string, graph: ResourceGraph): boolean =>
  graph.edgesInto(key, "stores-artifacts-in").length > 0 || graph.edgesInto(key, "trained-on").length > 0;

const criticalTags = /^(business[-_ ]?)?critical(ity)?$|^crown[-_ ]?jewel$/i;
const criticalWords =
  /^(true|yes|high|critical|business[-_ ]?critical|mission[-_ ]?critical|tier[-_ ]?[01])$/i;

/** People said so. */
export const isMarked = ({ tags }: Pick<Resource, "tags">): boolean =>
  Object.entries(tags).some(([name, value]) => criticalTags.test(name) && criticalWords.test(value.trim()));

const environmentTags = /^(env|environment|stage)$/i;
const trialWords =
  /^(dev|develop|development|test|testing|stag(e|ing)|sandbox|qa|uat|demo|playground|experiment\w*)$/i;

/** Where nobody said that it is a trial, it is taken for the real thing. */
const isTrial = ({ tags }: Pick<Resource, "tags">): boolean =>
  Object.entries(tags).some(([name, value]) => environmentTags.test(name) && trialWords.test(value.trim()));
