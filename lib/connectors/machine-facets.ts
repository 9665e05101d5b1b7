import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

/** Facets of a machine that the provider only lends: it has no variables among its settings, and names no hosts. */
export const machineFacets = (publicNetwork: boolean, privateNetwork = true): FacetsOf<"compute"> => ({
  publicNetwork,
  authentication: "unreachable",
  secretVariables: [],
  privateNetwork,
  hosts: [],
  calledHosts: [],
});

/** Why nobody knows whom a machine asks for credentials that strangers reach. `call` is what was asked about it. */
export const askedByPrograms = (call: string): Unknown => ({
  reason: "unsupported",
  call,
  permission: null,
  message: "What programs on a machine ask of their callers is not told by its settings",
});
