import type { Row } from "../row.ts";
import { asset, key, location, place, project, under } from "./asset.ts";

const instance = (form: string, more: object) =>
  asset("sqladmin.googleapis.com/Instance", `projects/${project}/instances/sql-${form}`, {
    name: `sql-${form}`,
    region: location,
    databaseVersion: "POSTGRES_17",
    ...more,
  });
const flags = (names: readonly string[]) => names.map((name) => ({ name, value: "on" }));
const cluster = (form: string) => `${under}/clusters/alloy-${form}`;

/** A Cloud SQL instance has its key under another service's name than its type. */
const cloudSql = ({ name, ...rest }: ReturnType<typeof asset>) => ({
  ...rest,
  name: name.replace("sqladmin", "cloudsql"),
});

/** Words and defaults: website/docs/r/sql_database_instance, alloydb_cluster and alloydb_instance, version 7. */
export const databases: readonly Row[] = [
  {
    type: "google_sql_database_instance",
    hcl: `
    resource "google_sql_database_instance" "good" {
      name = "sql-good"
      project = "${project}"
      region = "${location}"
      database_version = "POSTGRES_17"
      encryption_key_name = google_kms_crypto_key.good.id
      settings {
        tier = "db-perf-optimized-N-2"
        enable_google_ml_integration = true
        ip_configuration {
          ipv4_enabled = false
          ssl_mode = "ENCRYPTED_ONLY"
        }
        backup_configuration {
          enabled = true
          point_in_time_recovery_enabled = true
        }
        database_flags {
          name = "cloudsql.iam_authentication"
          value = "on"
        }
        database_flags {
          name = "cloudsql.enable_pgaudit"
          value = "on"
        }
      }
    }
    resource "google_sql_database_instance" "bad" {
      name = "sql-bad"
      project = "${project}"
      region = "${location}"
      database_version = "POSTGRES_17"
      settings {
        tier = "db-perf-optimized-N-2"
        enable_google_ml_integration = true
        ip_configuration {
          authorized_networks { value = "0.0.0.0/0" }
        }
      }
    }`,
    resources: [
      instance("good", {
        diskEncryptionConfiguration: { kmsKeyName: key },
        settings: {
          enableGoogleMlIntegration: true,
          databaseFlags: flags(["cloudsql.iam_authentication", "cloudsql.enable_pgaudit"]),
          ipConfiguration: { ipv4Enabled: false, sslMode: "ENCRYPTED_ONLY" },
          backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true },
        },
      }),
      instance("bad", {
        settings: {
          enableGoogleMlIntegration: true,
          ipConfiguration: {
            ipv4Enabled: true,
            sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
            authorizedNetworks: [{ value: "0.0.0.0/0" }],
          },
          backupConfiguration: { enabled: false },
        },
      }),
    ].map(cloudSql),
    answers: [],
  },
  {
    type: "google_alloydb_cluster",
    parts: ["google_alloydb_instance"],
    hcl: `
    resource "google_alloydb_cluster" "good" {
      cluster_id = "alloy-good"
      ${place}
      encryption_config { kms_key_name = google_kms_crypto_key.good.id }
    }
    resource "google_alloydb_instance" "good" {
      cluster = google_alloydb_cluster.good.name
      instance_id = "first"
      instance_type = "PRIMARY"
      database_flags = { "alloydb.iam_authentication" = "on", "alloydb.enable_pgaudit" = "on" }
    }
    resource "google_alloydb_cluster" "bad" {
      cluster_id = "alloy-bad"
      ${place}
      continuous_backup_config { enabled = false }
    }
    resource "google_alloydb_instance" "bad" {
      cluster = google_alloydb_cluster.bad.name
      instance_id = "first"
      instance_type = "PRIMARY"
      network_config {
        enable_public_ip = true
        authorized_external_networks { cidr_range = "0.0.0.0/0" }
      }
      client_connection_config {
        ssl_config { ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED" }
      }
    }`,
    resources: [
      asset("alloydb.googleapis.com/Cluster", cluster("good"), {
        name: cluster("good"),
        databaseVersion: "POSTGRES_16",
        encryptionConfig: { kmsKeyName: key },
        continuousBackupConfig: { enabled: true, recoveryWindowDays: 14 },
      }),
      asset("alloydb.googleapis.com/Instance", `${cluster("good")}/instances/first`, {
        name: `${cluster("good")}/instances/first`,
        instanceType: "PRIMARY",
        databaseFlags: { "alloydb.iam_authentication": "on", "alloydb.enable_pgaudit": "on" },
        networkConfig: {},
        clientConnectionConfig: { sslConfig: { sslMode: "ENCRYPTED_ONLY" } },
      }),
      asset("alloydb.googleapis.com/Cluster", cluster("bad"), {
        name: cluster("bad"),
        databaseVersion: "POSTGRES_16",
        continuousBackupConfig: { enabled: false },
      }),
      asset("alloydb.googleapis.com/Instance", `${cluster("bad")}/instances/first`, {
        name: `${cluster("bad")}/instances/first`,
        instanceType: "PRIMARY",
        networkConfig: {
          enablePublicIp: true,
          authorizedExternalNetworks: [{ cidrRange: "0.0.0.0/0" }],
        },
        clientConnectionConfig: { sslConfig: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } },
      }),
    ],
    answers: [],
  },
];
