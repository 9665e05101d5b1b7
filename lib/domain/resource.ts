import type { z } from "zod";

import type { Derived } from "./derived.ts";
import { providers, type Provider } from "./provider.ts";
import type { FacetsOf, ResourceClass } from "./resource-class.ts";
import { awsAiResourceTypes } from "./resources/aws-ai.ts";
import { awsPipelineResourceTypes } from "./resources/aws-pipeline.ts";
import { awsResourceTypes } from "./resources/aws.ts";
import { azureResourceTypes } from "./resources/azure.ts";
import { gcpResourceTypes } from "./resources/gcp.ts";
import { awsAgentResourceTypes } from "./resources/aws-agents.ts";
import { awsPlatformResourceTypes } from "./resources/aws-platform.ts";
import { azureAiResourceTypes } from "./resources/azure-ai.ts";
import { azureDataResourceTypes } from "./resources/azure-data.ts";
import { azureNetworkResourceTypes } from "./resources/azure-network.ts";
import { azurePlatformResourceTypes } from "./resources/azure-platform.ts";
import { gcpAiResourceTypes } from "./resources/gcp-ai.ts";
import { gcpPlatformResourceTypes } from "./resources/gcp-platform.ts";
import { kubernetesResourceTypes } from "./resources/kubernetes.ts";
import { sourceControlResourceTypes } from "./resources/source-control.ts";
import { saasResourceTypes } from "./resources/saas.ts";
import { onPremisesResourceTypes } from "./resources/on-premises.ts";
import type { Unknown } from "./unknown.ts";

/** Every type a connector may produce, with its class, its layer and the schema of its own properties. */
export const resourceTypes = {
  ...awsResourceTypes,
  ...awsAiResourceTypes,
  ...awsPipelineResourceTypes,
  ...azureResourceTypes,
  ...gcpResourceTypes,
  ...awsAgentResourceTypes,
  ...awsPlatformResourceTypes,
  ...azureAiResourceTypes,
  ...azureDataResourceTypes,
  ...azureNetworkResourceTypes,
  ...azurePlatformResourceTypes,
  ...gcpAiResourceTypes,
  ...gcpPlatformResourceTypes,
  ...kubernetesResourceTypes,
  ...sourceControlResourceTypes,
  ...saasResourceTypes,
  ...onPremisesResourceTypes,
} as const;

type Types = typeof resourceTypes;
export type ResourceType = keyof Types;
export type ClassOf<T extends ResourceType> = Types[T]["class"];
export type PropertiesOf<T extends ResourceType> = z.infer<Types[T]["properties"]>;
export type TypesOfClass<C extends ResourceClass> = {
  [T in ResourceType]: Types[T]["class"] extends C ? T : never;
}[ResourceType];

/** A thing found in the estate: a node of the graph. */
export type Resource<T extends ResourceType = ResourceType> = {
  /** The provider's own id: ARN, Azure resource id in lower case, Google full resource name. */
  key: string;
  type: T;
  name: string;
  /** Account, subscription or project that holds it. */
  account: string;
  region: string | null;
  tags: Readonly<Record<string, string>>;
  properties: PropertiesOf<T>;
  facets: FacetsOf<ClassOf<T>>;
  /** What could not be collected, by path: `properties.x`, `facets.y` or `relationships.kind`. */
  unknown?: Readonly<Record<string, Unknown>>;
  derived?: Derived;
};

/** A resource known only by its class: what class-wide checks, paths and pages read. */
export type ResourceOfClass<C extends ResourceClass> = Omit<Resource, "type" | "properties" | "facets"> & {
  type: ResourceType;
  properties: Readonly<Record<string, unknown>>;
  facets: FacetsOf<C>;
};

export const classOf = (type: ResourceType): ResourceClass => resourceTypes[type].class;
export const layerOf = (type: ResourceType) => resourceTypes[type].layer;
export const titleOf = (type: ResourceType): string => resourceTypes[type].title;

/** The first word of the type. */
export function providerOf(type: ResourceType): Provider {
  const provider = providers.find((known) => type.startsWith(`${known}.`));
  if (!provider) throw new Error(`Resource type ${type} names no known provider`);
  return provider;
}

export const isResourceType = (type: string): type is ResourceType => Object.hasOwn(resourceTypes, type);

/** Narrows by type. Safe because the properties follow the type. */
export const isOfType = <T extends ResourceType>(resource: Resource, wanted: T): resource is Resource<T> =>
  resource.type === wanted;

/** Narrows by class. Safe because the type states its class and the facets follow the class. */
export function isOfClass<C extends ResourceClass>(
  resource: Resource | ResourceOfClass<ResourceClass>,
  wanted: C,
): resource is Resource<TypesOfClass<C>> & ResourceOfClass<C> {
  return classOf(resource.type) === wanted;
}
