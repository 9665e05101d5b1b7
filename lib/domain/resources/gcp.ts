import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";
import { sample } from "./sample.ts";

const kmsKey = z.string().nullable();
/** Members as Google writes them: `user:…`, `serviceAccount:…`, `allUsers`. */
const members = z.array(z.string());

export const gcpResourceTypes = defineResourceTypes({
  "gcp.cloudresourcemanager.project": {
    title: "Google Cloud project",
    class: "account",
    layer: "identity",
    properties: z.object({
      number: z.string(),
      /** Folder or organization above it, as `folders/1` or `organizations/1`. */
      parent: z.string().nullable(),
      /** Users and groups that may become any service account of the project. */
      impersonators: members,
      /** Users and groups that hold a role administering Vertex AI over the whole project. */
      aiAdministrators: members,
      /** Anonymous members bound on the project itself. */
      publicMembers: members,
      /** What holds it, nearest first, as `folders/1` and `organizations/2`. */
      ancestors: z.array(z.string()),
      /** What Model Armor's floor setting does with each call of Gemini in the project. */
      geminiScreening: z.enum(["none", "inspect", "block"]),
      /** APIs that are switched on, as `aiplatform.googleapis.com`. */
      enabledServices: z.array(z.string()),
    }),
  },
  "gcp.logging.audit-config": {
    title: "Audit log configuration",
    class: "audit-log",
    layer: "identity",
    properties: z.object({
      /** Services whose data reads and data writes are both logged; `allServices` stands for every one. */
      loggedServices: z.array(z.string()),
      /** Principals whose calls are left out of the data access log. */
      exemptedMembers: members,
    }),
  },
  "gcp.iam.service-account": {
    title: "Service account",
    class: "identity",
    layer: "identity",
    properties: z.object({
      email: z.string(),
      disabled: z.boolean(),
      /** Made by Google for a whole service, so every workload that names no other runs as it. */
      defaultAccount: z.boolean(),
      /** Basic roles (Owner, Editor) it holds on its project. */
      basicRoles: z.array(z.string()),
      /** Roles it holds on the project and has not used, or not in full, for 90 days. */
      unusedRoles: z.array(z.string()),
      /** Users and groups that may become it, by a binding on it. */
      impersonators: members,
      userManagedKeys: z.array(
        z.object({ id: z.string(), createdAt: z.iso.datetime(), expiresAt: z.iso.datetime().nullable() }),
      ),
    }),
  },
  "gcp.iam.user": {
    title: "Google user",
    class: "identity",
    layer: "identity",
    properties: z.object({ email: z.string() }),
  },
  "gcp.iam.group": {
    title: "Google group",
    class: "identity",
    layer: "identity",
    properties: z.object({ email: z.string() }),
  },
  "gcp.aiplatform.model": {
    title: "Vertex AI model",
    class: "model",
    layer: "model",
    properties: z.object({
      source: z.string().nullable(),
      artifactUri: z.string().nullable(),
      containerImage: z.string().nullable(),
      kmsKey,
    }),
  },
  "gcp.aiplatform.endpoint": {
    title: "Vertex AI endpoint",
    class: "model-deployment",
    layer: "model",
    properties: z.object({
      deployedModelCount: z.number(),
      /** Share of requests that reach the request log: 0 where logging is off. */
      loggedShare: z.number(),
      kmsKey,
    }),
  },
  "gcp.aiplatform.index": {
    title: "Vector index",
    class: "vector-store",
    layer: "data",
    properties: z.object({ contentsUri: z.string().nullable(), kmsKey }),
  },
  "gcp.aiplatform.index-endpoint": {
    title: "Vector index endpoint",
    class: "vector-store",
    layer: "data",
    properties: z.object({ deployedIndexCount: z.number() }),
  },
  "gcp.aiplatform.dataset": {
    title: "Vertex AI dataset",
    class: "dataset",
    layer: "data",
    properties: z.object({ sources: z.array(z.string()), kmsKey }),
  },
  "gcp.aiplatform.training-pipeline": {
    title: "Training pipeline",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({ state: z.string(), serviceAccount: z.string().nullable() }),
  },
  "gcp.aiplatform.custom-job": {
    title: "Custom training job",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({ state: z.string(), serviceAccount: z.string().nullable() }),
  },
  "gcp.notebooks.instance": {
    title: "Workbench instance",
    class: "notebook",
    layer: "pipeline",
    properties: z.object({
      serviceAccount: z.string().nullable(),
      runsAsDefaultAccount: z.boolean(),
      secureBoot: z.boolean(),
      integrityMonitoring: z.boolean(),
      virtualTpm: z.boolean(),
      fileDownload: z.boolean(),
      networkTags: z.array(z.string()),
    }),
  },
  "gcp.storage.bucket": {
    title: "Cloud Storage bucket",
    class: "data-store",
    layer: "data",
    properties: z.object({
      location: z.string(),
      uniformAccess: z.boolean(),
      publicAccessPrevention: z.enum(["enforced", "inherited"]),
      publicRoles: z.array(z.string()),
      sample,
    }),
  },
  "gcp.bigquery.dataset": {
    title: "BigQuery dataset",
    class: "data-store",
    layer: "data",
    properties: z.object({
      location: z.string(),
      /** Whole domains and every signed-in Google account, which is more people than any team. */
      broadMembers: members,
    }),
  },
  "gcp.run.service": {
    title: "Cloud Run service",
    class: "compute",
    layer: "api",
    properties: z.object({
      ingress: z.string(),
      /** `allUsers` or `allAuthenticatedUsers`, where they may invoke it. */
      publicInvokers: members,
      serviceAccount: z.string().nullable(),
      environmentNames: z.array(z.string()),
    }),
  },
  "gcp.cloudfunctions.function": {
    title: "Cloud Function",
    class: "compute",
    layer: "api",
    properties: z.object({
      ingress: z.string(),
      publicInvokers: members,
      serviceAccount: z.string().nullable(),
      environmentNames: z.array(z.string()),
    }),
  },
  "gcp.artifactregistry.repository": {
    title: "Artifact Registry repository",
    class: "image-registry",
    layer: "pipeline",
    properties: z.object({ format: z.string(), publicMembers: members }),
  },
  "gcp.cloudkms.key": {
    title: "KMS key",
    class: "key",
    layer: "data",
    properties: z.object({ purpose: z.string(), protectionLevel: z.string().nullable() }),
  },
});
