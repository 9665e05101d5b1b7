import { z } from "zod";

import { isWide } from "./firewall-rules.ts";

const AuthorizedNetworks = z
  .object({
    enabled: z.boolean().default(false),
    cidrBlocks: z.array(z.object({ cidrBlock: z.string().optional() })).default([]),
    gcpPublicCidrsAccessEnabled: z.boolean().default(false),
  })
  .optional();

/** What a cluster says of the ways to its API server, in the words of today and in those of before. */
export const controlPlaneFields = {
  masterAuthorizedNetworksConfig: AuthorizedNetworks,
  privateClusterConfig: z
    .object({
      enablePrivateEndpoint: z.boolean().default(false),
      enablePrivateNodes: z.boolean().default(false),
    })
    .optional(),
  controlPlaneEndpointsConfig: z
    .object({
      dnsEndpointConfig: z
        .object({ endpoint: z.string().optional(), allowExternalTraffic: z.boolean().default(false) })
        .optional(),
      ipEndpointsConfig: z
        .object({
          enabled: z.boolean().default(true),
          enablePublicEndpoint: z.boolean().optional(),
          authorizedNetworksConfig: AuthorizedNetworks,
        })
        .optional(),
    })
    .default({}),
};
const ControlPlane = z.object(controlPlaneFields);
type ControlPlane = z.infer<typeof ControlPlane>;

/**
 * Whether its DNS name takes calls of users. Such a call comes to a front of Google's, from wherever, and goes on to the
 * API server once IAM lets it: docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
 */
export const answersByName = ({
  controlPlaneEndpointsConfig: { dnsEndpointConfig },
}: ControlPlane): boolean => dnsEndpointConfig?.allowExternalTraffic ?? false;

/** Whether a stranger's call arrives at its public address. */
export function answersAtAddress({
  privateClusterConfig,
  masterAuthorizedNetworksConfig,
  controlPlaneEndpointsConfig: { ipEndpointsConfig: addresses },
}: ControlPlane): boolean {
  if (addresses?.enabled === false) return false;
  if (!(addresses?.enablePublicEndpoint ?? !privateClusterConfig?.enablePrivateEndpoint)) return false;
  const networks = addresses?.authorizedNetworksConfig ?? masterAuthorizedNetworksConfig;
  if (!networks?.enabled) return true;
  // Any customer of Google Cloud has addresses of Google Cloud.
  return (
    networks.gcpPublicCidrsAccessEnabled ||
    networks.cidrBlocks.some(({ cidrBlock }) => isWide(cidrBlock ?? ""))
  );
}
