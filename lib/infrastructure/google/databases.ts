import type { Block } from "../block.ts";
import { present } from "../present.ts";

/** A Cloud SQL instance. A replica and a copy take from their source what is not written. */
export function sqlInstanceOf(block: Block): Record<string, unknown> {
  const settings = block.block("settings");
  const network = settings?.block("ip_configuration");
  const backups = settings?.block("backup_configuration");
  return present({
    name: block.known("name"),
    region: block.known("region"),
    databaseVersion: block.text("database_version"),
    diskEncryptionConfiguration: present({ kmsKeyName: sourceOf(block, "encryption_key_name") }),
    settings: present({
      userLabels: settings?.map("user_labels"),
      enableGoogleMlIntegration: settings?.flag("enable_google_ml_integration"),
      databaseFlags: settings?.blocks("database_flags").map(flagOf),
      ipConfiguration: present({
        ipv4Enabled: network?.flag("ipv4_enabled") ?? true,
        sslMode: network?.text("ssl_mode"),
        requireSsl: network?.flag("require_ssl"),
        authorizedNetworks: network
          ?.blocks("authorized_networks")
          .map((one) => present({ value: one.text("value") })),
      }),
      backupConfiguration: present({
        enabled: backups?.flag("enabled"),
        pointInTimeRecoveryEnabled: backups?.flag("point_in_time_recovery_enabled"),
        binaryLogEnabled: backups?.flag("binary_log_enabled"),
      }),
    }),
  });
}

const flagOf = (flag: Block) => present({ name: flag.text("name"), value: flag.text("value") });

function sourceOf(block: Block, name: string): string | undefined {
  const own = block.text(name);
  const hasSource = ["master_instance_name", "clone", "point_in_time_restore_context"].some((one) => {
    const value = block.raw(one);
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "";
  });
  return own === undefined && hasSource ? block.guess([undefined, "of-its-source", undefined]) : own;
}

export const alloyClusterOf = (block: Block): Record<string, unknown> =>
  present({
    labels: block.map("labels"),
    databaseVersion: block.text("database_version"),
    encryptionConfig: present({ kmsKeyName: block.block("encryption_config")?.text("kms_key_name") }),
    continuousBackupConfig: { enabled: block.block("continuous_backup_config")?.flag("enabled") ?? true },
  });

/** Unless told otherwise, an instance has no public address and takes no connection in clear. */
export function alloyInstanceOf(block: Block): Record<string, unknown> {
  const network = block.block("network_config");
  const sslMode = block.block("client_connection_config")?.block("ssl_config")?.text("ssl_mode");
  return {
    databaseFlags: block.map("database_flags"),
    networkConfig: present({
      enablePublicIp: network?.flag("enable_public_ip"),
      authorizedExternalNetworks: network
        ?.blocks("authorized_external_networks")
        .map((one) => present({ cidrRange: one.text("cidr_range") })),
    }),
    clientConnectionConfig: { sslConfig: present({ sslMode }) },
  };
}
