import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey, armRow, placeOf, type ArmRow } from "./arm.ts";
import { listed } from "./detail.ts";
import { principalKey } from "./entra-principals.ts";
import { parseRows } from "./graph-query.ts";
import { eachWorkspace, hasManagedNetwork, type Workspace } from "./ml-workspace-rows.ts";

const call = { service: "Microsoft.MachineLearningServices", operation: "Computes_List" };

const Settings = z.object({
  vmSize: z.string().nullish(),
  subnet: z.object({ id: z.string().nullish() }).nullish(),
  enableNodePublicIp: z.boolean().nullish(),
  /** Of an instance. */
  state: z.string().nullish(),
  sshSettings: z.object({ sshPublicAccess: z.string().nullish() }).nullish(),
  connectivityEndpoints: z.object({ publicIpAddress: z.string().nullish() }).nullish(),
  applicationSharingPolicy: z.string().nullish(),
  enableRootAccess: z.boolean().nullish(),
  idleTimeBeforeShutdown: z.string().nullish(),
  /** Of a cluster. */
  scaleSettings: z
    .object({
      minNodeCount: z.number().nullish(),
      maxNodeCount: z.number().nullish(),
      nodeIdleTimeBeforeScaleDown: z.string().nullish(),
    })
    .nullish(),
  remoteLoginPortPublicAccess: z.string().nullish(),
  userAccountCredentials: z.object({ adminUserName: z.string().nullish() }).nullish(),
});
const Properties = z.object({
  computeType: z.string(),
  disableLocalAuth: z.boolean().nullish(),
  properties: Settings.nullish(),
});
const Compute = armRow(Properties);
type Compute = ArmRow<z.infer<typeof Properties>>;

export const mlComputes: Collector = {
  id: "ml-computes",
  title: "Machine Learning compute instances and clusters",
  per: "account",
  produces: [
    "azure.machine-learning.compute-instance",
    "azure.machine-learning.compute-cluster",
    "hosted-on",
    "runs-as",
  ],
  permissions: ["Microsoft.MachineLearningServices/workspaces/computes/read"],
  collect: (source) =>
    eachWorkspace(source, async (workspace) => {
      const records = await listed(source, call, { id: workspace.id });
      return normalizeComputes(records, workspace, source.scope.account);
    }),
};

export function normalizeComputes(records: readonly unknown[], workspace: Workspace, account: string): Batch {
  const { rows, unparsed } = parseRows(records, Compute, `${call.service}:${call.operation}`);
  // Attached clusters and machines are resources of their own, and are collected as such.
  const own = rows.filter(({ properties }) =>
    ["ComputeInstance", "AmlCompute"].includes(properties.computeType),
  );
  return {
    resources: own.map((row) =>
      row.properties.computeType === "ComputeInstance"
        ? instanceOf(row, workspace, account)
        : clusterOf(row, workspace, account),
    ),
    relationships: own.flatMap((row): Relationship[] => [
      { from: armKey(row.id), kind: "hosted-on", to: armKey(workspace.id) },
      ...actorsOf(row, account).map((to) => ({ from: armKey(row.id), kind: "runs-as" as const, to })),
    ]),
    unparsed,
  };
}

/** Resource Graph does not list computes, so an identity that is a compute's own is known as who holds its roles. */
const actorsOf = ({ identity }: Compute, account: string): string[] => [
  ...(identity?.principalId ? [principalKey(identity.principalId, account)] : []),
  ...Object.keys(identity?.userAssignedIdentities ?? {}).map(armKey),
];

const subnetOf = ({ subnet }: z.infer<typeof Settings>): string | null =>
  subnet?.id ? armKey(subnet.id) : null;

function instanceOf(
  row: Compute,
  workspace: Workspace,
  account: string,
): Resource<"azure.machine-learning.compute-instance"> {
  const settings = row.properties.properties ?? {};
  return {
    ...placeOf(row, account),
    type: "azure.machine-learning.compute-instance",
    properties: {
      size: settings.vmSize ?? null,
      state: settings.state ?? null,
      localAccounts: row.properties.disableLocalAuth !== true,
      publicShell: settings.sshSettings?.sshPublicAccess === "Enabled",
      personal: settings.applicationSharingPolicy === "Personal",
      idleBeforeShutdown: settings.idleTimeBeforeShutdown ?? null,
      subnetKey: subnetOf(settings),
    },
    facets: {
      // One that never ran has no address to show yet; Azure gives it one unless told not to.
      publicAddress: settings.connectivityEndpoints
        ? Boolean(settings.connectivityEndpoints.publicIpAddress)
        : settings.enableNodePublicIp !== false,
      rootAccess: settings.enableRootAccess !== false,
      // Its disk is Azure's own and takes no other key.
      customerKey: true,
      privateNetwork: Boolean(settings.subnet?.id) || hasManagedNetwork(workspace),
    },
  };
}

function clusterOf(
  row: Compute,
  workspace: Workspace,
  account: string,
): Resource<"azure.machine-learning.compute-cluster"> {
  const settings = row.properties.properties ?? {};
  const privateNetwork = Boolean(settings.subnet?.id) || hasManagedNetwork(workspace);
  const nodesHavePublicAddresses = settings.enableNodePublicIp !== false && !hasManagedNetwork(workspace);
  const localAccounts =
    row.properties.disableLocalAuth !== true && Boolean(settings.userAccountCredentials?.adminUserName);
  // Where nobody said, the port is closed in a network of one's own and open outside.
  const portIsOpen =
    settings.remoteLoginPortPublicAccess === "Enabled" ||
    (settings.remoteLoginPortPublicAccess !== "Disabled" && !privateNetwork);
  const publicNetwork = nodesHavePublicAddresses && portIsOpen && localAccounts;
  return {
    ...placeOf(row, account),
    type: "azure.machine-learning.compute-cluster",
    properties: {
      size: settings.vmSize ?? null,
      minNodes: settings.scaleSettings?.minNodeCount ?? 0,
      maxNodes: settings.scaleSettings?.maxNodeCount ?? 0,
      idleBeforeScaleDown: settings.scaleSettings?.nodeIdleTimeBeforeScaleDown ?? null,
      localAccounts,
      nodesHavePublicAddresses,
      subnetKey: subnetOf(settings),
    },
    facets: {
      publicNetwork,
      authentication: publicNetwork ? "key" : "unreachable",
      secretVariables: [],
      privateNetwork,
      hosts: [],
      calledHosts: [],
    },
  };
}
