import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { Labels } from "./assets.ts";
import { homePermissions, readHome } from "./home.ts";
import { isDefaultAccount } from "./identities.ts";
import { keyOf, kmsKeyOf, lastSegment, locationOf, serviceAccountKey, withProjectId } from "./names.ts";
import { networkKey } from "./networks.ts";
import { listItems } from "./paging.ts";
import { normalizeEach } from "../normalized.ts";

const Disk = z.object({ diskEncryption: z.string().optional(), kmsKey: z.string().optional() });
const Instance = z.object({
  name: z.string(),
  labels: Labels,
  gceSetup: z
    .object({
      serviceAccounts: z.array(z.object({ email: z.string() })).default([]),
      disablePublicIp: z.boolean().default(false),
      bootDisk: Disk.optional(),
      dataDisks: z.array(Disk).default([]),
      metadata: z.record(z.string(), z.string()).default({}),
      tags: z.array(z.string()).default([]),
      networkInterfaces: z
        .array(
          z.object({
            network: z.string().optional(),
            accessConfigs: z.array(z.object({ externalIp: z.string().optional() })).default([]),
          }),
        )
        .default([]),
      shieldedInstanceConfig: z
        .object({
          enableSecureBoot: z.boolean().default(false),
          enableVtpm: z.boolean().default(false),
          enableIntegrityMonitoring: z.boolean().default(false),
        })
        .prefault({}),
    })
    .prefault({}),
});
type Instance = z.infer<typeof Instance>;

const operation = "projects.locations.instances.list";
export const workbenchInstances: Collector = {
  id: "workbench-instances",
  title: "Workbench instances",
  per: "account",
  produces: ["gcp.notebooks.instance", "runs-as", "encrypted-by", "in-network"],
  permissions: ["notebooks.instances.list", ...homePermissions],
  collect: async function* (source) {
    const home = await readHome(source);
    const number = home.projectNumbers[home.projectIds.indexOf(source.scope.account)] ?? null;
    for await (const page of listItems(source, "notebooks", operation, "instances"))
      yield normalizeEach(`notebooks:${operation}`, page, (raw) =>
        normalizeInstance(raw, number, source.scope),
      );
  },
};

export function normalizeInstance(raw: unknown, projectNumber: string | null, scope: Scope): Batch {
  const { name, labels, gceSetup } = Instance.parse(raw);
  const key = keyOf("notebooks", withProjectId(name, scope.account));
  const stated = gceSetup.serviceAccounts[0]?.email ?? null;
  const byDefault = projectNumber === null ? null : `${projectNumber}-compute@developer.gserviceaccount.com`;
  const serviceAccount = stated ?? byDefault;
  const kmsKeys = [gceSetup.bootDisk, ...gceSetup.dataDisks].map((disk) => kmsKeyOf(disk?.kmsKey));
  const { shieldedInstanceConfig: shielded, metadata } = gceSetup;
  const resource: Resource<"gcp.notebooks.instance"> = {
    key,
    type: "gcp.notebooks.instance",
    name: lastSegment(name),
    account: scope.account,
    region: locationOf(name),
    tags: labels,
    properties: {
      serviceAccount,
      runsAsDefaultAccount: serviceAccount === null || isDefaultAccount(serviceAccount),
      secureBoot: shielded.enableSecureBoot,
      integrityMonitoring: shielded.enableIntegrityMonitoring,
      virtualTpm: shielded.enableVtpm,
      fileDownload: metadata["notebook-disable-downloads"] !== "true",
      networkTags: gceSetup.tags,
    },
    facets: {
      publicAddress: hasPublicAddress(gceSetup),
      rootAccess: metadata["notebook-disable-root"] !== "true",
      customerKey: kmsKeys.length > 0 && kmsKeys.every((kmsKey) => kmsKey !== null),
      privateNetwork: !hasPublicAddress(gceSetup),
    },
  };
  const relationships: Relationship[] = [...new Set(kmsKeys)].flatMap((to) =>
    to ? [{ from: key, kind: "encrypted-by" as const, to }] : [],
  );
  for (const to of new Set(
    gceSetup.networkInterfaces.map(({ network }) => networkKey(network, scope.account)),
  ))
    if (to) relationships.push({ from: key, kind: "in-network", to });
  if (serviceAccount)
    relationships.push({ from: key, kind: "runs-as", to: serviceAccountKey(serviceAccount, scope.account) });
  return { resources: [resource], relationships };
}

/** An instance gets a public address unless that is switched off. */
const hasPublicAddress = ({ disablePublicIp, networkInterfaces }: Instance["gceSetup"]): boolean =>
  !disablePublicIp ||
  networkInterfaces.some(({ accessConfigs }) => accessConfigs.some(({ externalIp }) => externalIp));
