import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetOf, assetPermissions, assetsCall, Labels, listAssets } from "./assets.ts";
import { keyOf, kmsKeyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { normalizeEach } from "../normalized.ts";

const SqlInstance = assetOf(
  z.object({
    name: z.string(),
    region: z.string().optional(),
    databaseVersion: z.string().default("UNKNOWN"),
    diskEncryptionConfiguration: z.object({ kmsKeyName: z.string().optional() }).optional(),
    settings: z
      .object({
        userLabels: Labels,
        enableGoogleMlIntegration: z.boolean().default(false),
        databaseFlags: z.array(z.object({ name: z.string(), value: z.string().default("") })).default([]),
        ipConfiguration: z
          .object({
            ipv4Enabled: z.boolean().default(false),
            sslMode: z.string().optional(),
            requireSsl: z.boolean().default(false),
            authorizedNetworks: z.array(z.object({ value: z.string().default("") })).default([]),
          })
          .prefault({}),
        backupConfiguration: z
          .object({
            enabled: z.boolean().default(false),
            pointInTimeRecoveryEnabled: z.boolean().default(false),
            binaryLogEnabled: z.boolean().default(false),
          })
          .prefault({}),
      })
      .prefault({}),
  }),
);
type SqlInstance = z.infer<typeof SqlInstance>["resource"]["data"];
const AlloyCluster = assetOf(
  z.object({
    name: z.string(),
    labels: Labels,
    databaseVersion: z.string().default("POSTGRES"),
    encryptionConfig: z.object({ kmsKeyName: z.string().optional() }).optional(),
    continuousBackupConfig: z.object({ enabled: z.boolean().default(true) }).optional(),
  }),
);
const AlloyInstance = assetOf(
  z.object({
    name: z.string(),
    databaseFlags: z.record(z.string(), z.string()).default({}),
    networkConfig: z
      .object({
        enablePublicIp: z.boolean().default(false),
        authorizedExternalNetworks: z.array(z.object({ cidrRange: z.string().default("") })).default([]),
      })
      .prefault({}),
    clientConnectionConfig: z
      .object({ sslConfig: z.object({ sslMode: z.string().optional() }).optional() })
      .optional(),
  }),
);
type AlloyInstance = z.infer<typeof AlloyInstance>["resource"]["data"];

const types = {
  sql: "sqladmin.googleapis.com/Instance",
  cluster: "alloydb.googleapis.com/Cluster",
  instance: "alloydb.googleapis.com/Instance",
};

/** Relational databases, which also keep vectors for what asks models. */
export const sqlDatabases: Collector = {
  id: "sql-databases",
  title: "Cloud SQL and AlloyDB",
  per: "account",
  produces: ["gcp.sqladmin.instance", "gcp.alloydb.cluster", "encrypted-by"],
  permissions: assetPermissions,
  collect: async function* (source) {
    const found: { assetType: string; raw: unknown }[] = [];
    for await (const page of listAssets(source, ...Object.values(types)))
      for (const raw of page)
        found.push({ raw, assetType: z.looseObject({ assetType: z.string() }).parse(raw).assetType });
    const instances = z
      .array(AlloyInstance)
      .parse(found.filter(({ assetType }) => assetType === types.instance).map(({ raw }) => raw))
      .map(({ resource }) => resource.data);
    const rest = found.filter(({ assetType }) => assetType !== types.instance);
    yield normalizeEach(assetsCall, rest, ({ assetType, raw }) =>
      assetType === types.sql
        ? normalizeSqlInstance(raw, source.scope)
        : normalizeAlloyCluster(raw, instances, source.scope),
    );
  },
};

/** A database asks everybody for a login, so that the public can at most knock; it has no policy to name outsiders in. */
const facetsOf = (given: {
  publicNetwork: boolean;
  passwords: boolean;
  kmsKey: string | null;
  history: boolean;
  audit: boolean;
}): FacetsOf<"data-store"> => ({
  publicRead: false,
  publicWrite: false,
  blocksPublicAccess: true,
  publicNetwork: given.publicNetwork,
  keyAuthentication: given.passwords,
  encryption: given.kmsKey === null ? "provider-key" : "customer-key",
  versioning: given.history,
  accessLogging: given.audit,
  externalPrincipals: [],
});

const encryptedBy = (from: string, kmsKey: string | null): Batch["relationships"] =>
  kmsKey ? [{ from, kind: "encrypted-by", to: kmsKey }] : [];

const isOn = (value: string | undefined): boolean => value === "on" || value === "true" || value === "1";

export function normalizeSqlInstance(raw: unknown, { account }: Scope): Batch {
  const instance = SqlInstance.parse(raw).resource.data;
  const { settings } = instance;
  const flag = (...names: string[]) =>
    settings.databaseFlags.some(({ name, value }) => names.includes(name) && isOn(value));
  const key = keyOf("cloudsql", `projects/${account}/instances/${instance.name}`);
  const kmsKey = kmsKeyOf(instance.diskEncryptionConfiguration?.kmsKeyName);
  const networks = settings.ipConfiguration;
  const authorizedNetworks = networks.ipv4Enabled
    ? networks.authorizedNetworks.map(({ value }) => value)
    : [];
  const identityLogin = flag("cloudsql.iam_authentication", "cloudsql_iam_authentication");
  const backups = settings.backupConfiguration;
  const resource: Resource<"gcp.sqladmin.instance"> = {
    key,
    type: "gcp.sqladmin.instance",
    name: instance.name,
    account,
    region: instance.region ?? null,
    tags: settings.userLabels,
    properties: {
      engine: instance.databaseVersion,
      callsVertex: settings.enableGoogleMlIntegration || flag("cloudsql.enable_google_ml_integration"),
      authorizedNetworks,
      encryptedOnly: isEncryptedOnly(networks),
      identityLogin,
    },
    facets: facetsOf({
      publicNetwork: authorizedNetworks.length > 0,
      passwords: !identityLogin,
      kmsKey,
      history: backups.enabled && (backups.pointInTimeRecoveryEnabled || backups.binaryLogEnabled),
      audit: flag("cloudsql.enable_pgaudit", "cloudsql_mysql_audit"),
    }),
  };
  return { resources: [resource], relationships: encryptedBy(key, kmsKey) };
}

const isEncryptedOnly = ({ sslMode, requireSsl }: SqlInstance["settings"]["ipConfiguration"]): boolean =>
  sslMode === undefined
    ? requireSsl
    : ["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"].includes(sslMode);

/** A cluster is as open as the most open of its instances. */
export function normalizeAlloyCluster(
  raw: unknown,
  instances: readonly AlloyInstance[],
  { account }: Scope,
): Batch {
  const cluster = AlloyCluster.parse(raw).resource.data;
  const own = instances.filter(({ name }) => name.startsWith(`${cluster.name}/instances/`));
  const open = own.filter(({ networkConfig }) => networkConfig.enablePublicIp);
  const every = (flag: string) =>
    own.length > 0 && own.every(({ databaseFlags }) => isOn(databaseFlags[flag]));
  const key = keyOf("alloydb", withProjectId(cluster.name, account));
  const kmsKey = kmsKeyOf(cluster.encryptionConfig?.kmsKeyName);
  const identityLogin = every("alloydb.iam_authentication");
  const authorizedNetworks = open.flatMap(({ networkConfig }) =>
    networkConfig.authorizedExternalNetworks.map(({ cidrRange }) => cidrRange),
  );
  const resource: Resource<"gcp.alloydb.cluster"> = {
    key,
    type: "gcp.alloydb.cluster",
    name: lastSegment(cluster.name),
    account,
    region: locationOf(cluster.name),
    tags: cluster.labels,
    properties: {
      engine: cluster.databaseVersion,
      authorizedNetworks,
      // Unless an instance allows it, AlloyDB takes no connection in clear.
      encryptedOnly: own.every(
        ({ clientConnectionConfig }) =>
          clientConnectionConfig?.sslConfig?.sslMode !== "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
      ),
      identityLogin,
    },
    facets: facetsOf({
      publicNetwork: authorizedNetworks.length > 0,
      passwords: !identityLogin,
      kmsKey,
      history: cluster.continuousBackupConfig?.enabled ?? true,
      audit: every("alloydb.enable_pgaudit"),
    }),
  };
  return { resources: [resource], relationships: encryptedBy(key, kmsKey) };
}
