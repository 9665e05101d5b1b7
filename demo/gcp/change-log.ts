import { project, serviceAccount, type Variant } from "./description.ts";

type Change = { id: string; at: string; by: string; agent: string; method: string; bucket: string };

const terraform =
  "Terraform/1.13.4 (+https://www.terraform.io) Terraform-Plugin-SDK terraform-provider-google/7.8.0";
const bucket = "acme-documents-training";

const before: readonly Change[] = [
  {
    id: "-q4m2s7e1u9k",
    at: "2026-10-21T13:05:44.210Z",
    by: "r.haas@acme-insurance.example",
    agent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0",
    method: "storage.setIamPermissions",
    bucket,
  },
];
const mended: readonly Change[] = [
  {
    id: "-t8w1x5c3b7n",
    at: "2026-11-17T10:12:30.884Z",
    by: serviceAccount("platform-deploy"),
    agent: terraform,
    method: "storage.setIamPermissions",
    bucket,
  },
];

const entry = ({ id, at, by, agent, method, bucket: name }: Change) => ({
  insertId: id,
  timestamp: at,
  logName: `projects/${project.id}/logs/cloudaudit.googleapis.com%2Factivity`,
  severity: "NOTICE",
  resource: { type: "gcs_bucket", labels: { project_id: project.id, bucket_name: name } },
  protoPayload: {
    "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
    serviceName: "storage.googleapis.com",
    methodName: method,
    resourceName: `projects/_/buckets/${name}`,
    status: {},
    authenticationInfo: { principalEmail: by },
    requestMetadata: { callerSuppliedUserAgent: agent },
  },
});

/** How the training documents came to be public and, once mended, what took that back; the newest first. */
export const changeLogAnswer = (variant: Variant) => ({
  entries: [...(variant === "fixed" ? mended : []), ...before].map(entry),
});
