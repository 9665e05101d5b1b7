import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { statementsOf } from "../aws/iam-statements.ts";
import { allowedBy, isOpenToAnyone } from "../aws/resource-policy.ts";
import { encryptionRecord, policyTextRecord, taggingRecord, versioningRecord } from "../aws/s3-record.ts";
import { toTags } from "../aws/to-tags.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";
import { attempt, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { malformed } from "../rest/malformed.ts";
import { bucketKey, serverKey } from "./names.ts";
import type { FoundServer } from "./read-server.ts";
import { apiFactsOf, baseOf, hostedOn, propertiesOf, unknownsOf } from "./server-facts.ts";

const Buckets = z.looseObject({ Buckets: z.array(z.unknown()) });
const Bucket = z.looseObject({ Name: z.string().min(1) });

/** The object store as strangers see it, and its buckets as the access key of the connection sees them. */
export async function* readMinio(source: Source, server: FoundServer): AsyncGenerator<Batch> {
  yield normalizeObjectStore(server);
  const call = { service: "s3", operation: "ListBuckets" };
  const listed = Buckets.safeParse(await source.call(call.service, call.operation, { url: server.url }));
  if (!listed.success) throw malformed(call, listed.error);
  const found: BucketAnswers[] = [];
  for (const raw of listed.data.Buckets) found.push(await readBucket(source, server.url, raw));
  yield normalizeEach("s3:ListBuckets", found, (answers) => normalizeBucket(answers, server));
}

export function normalizeObjectStore(server: FoundServer): Batch {
  const { facets, unknown } = apiFactsOf(server);
  const resource: Resource<"onprem.object-store"> = {
    ...baseOf(server),
    type: "onprem.object-store",
    properties: propertiesOf(server),
    facets,
  };
  return {
    resources: [withUnknown(resource, unknownsOf(server, unknown))],
    relationships: [hostedOn(server)],
  };
}

/** A bucket's settings; null without a reason is one that it does not have. */
export type BucketAnswers = {
  bucket: unknown;
  policy: Detail<unknown>;
  encryption: Detail<unknown>;
  versioning: Detail<unknown>;
  tagging: Detail<unknown>;
};

async function readBucket(source: Source, url: string, bucket: unknown): Promise<BucketAnswers> {
  const named = Bucket.safeParse(bucket);
  const ask = (operation: string): Promise<Detail<unknown>> =>
    named.success
      ? attempt(
          () => source.call("s3", operation, { url, Bucket: named.data.Name }),
          ({ reason }) => reason === "not-found",
        )
      : Promise.resolve({ value: null, unknown: null });
  return {
    bucket,
    policy: await ask("GetBucketPolicy"),
    encryption: await ask("GetBucketEncryption"),
    versioning: await ask("GetBucketVersioning"),
    tagging: await ask("GetBucketTagging"),
  };
}

const readActions = ["s3:GetObject", "s3:ListBucket"];
const writeActions = ["s3:PutObject", "s3:DeleteObject"];

export function normalizeBucket(answers: BucketAnswers, server: FoundServer): Batch {
  const { site, url, publicNetwork } = server;
  const { Name } = Bucket.parse(answers.bucket);
  const policy = parsed("GetBucketPolicy", answers.policy, policyTextRecord);
  const statements = policy.value ? statementsOf(policy.value.Policy) : [];
  const open = [...readActions, ...writeActions].filter((action) =>
    allowedBy(statements, [action]).some((allowed) => allowed.kind === "anyone" && isOpenToAnyone(allowed)),
  );
  const encryption = parsed("GetBucketEncryption", answers.encryption, encryptionRecord);
  const versioning = parsed("GetBucketVersioning", answers.versioning, versioningRecord);
  const tagging = parsed("GetBucketTagging", answers.tagging, taggingRecord);
  const key = bucketKey(site, url, Name);
  const resource: Resource<"onprem.bucket"> = {
    key,
    type: "onprem.bucket",
    name: Name,
    account: site,
    region: null,
    tags: { ...server.tags, ...(tagging.value ? toTags(tagging.value.TagSet) : {}) },
    properties: { publicActions: open },
    facets: {
      publicRead: readActions.some((action) => open.includes(action)),
      publicWrite: writeActions.some((action) => open.includes(action)),
      // MinIO has no setting that outranks a bucket's policy.
      blocksPublicAccess: true,
      publicNetwork: publicNetwork.value,
      // Access keys are each one identity's own.
      keyAuthentication: false,
      encryption: encryptionOf(encryption.value),
      versioning: versioning.value?.Status === "Enabled",
      accessLogging: false,
      externalPrincipals: [],
    },
  };
  return {
    resources: [
      withUnknown(resource, {
        "properties.publicActions": policy.unknown,
        "facets.publicRead": policy.unknown,
        "facets.publicWrite": policy.unknown,
        "facets.publicNetwork": publicNetwork.unknown,
        "facets.encryption": encryption.unknown,
        "facets.versioning": versioning.unknown,
        "facets.accessLogging": untold(
          "s3:ListBuckets",
          "MinIO's S3 API does not say whether requests are logged",
        ),
      }),
    ],
    relationships: [{ from: serverKey(site, url), kind: "contains", to: key }],
  };
}

/** Keys lie in a key server of one's own, so that a key that is named is the customer's. */
function encryptionOf(
  record: z.infer<typeof encryptionRecord> | null,
): "none" | "provider-key" | "customer-key" {
  const applied = record?.ServerSideEncryptionConfiguration.Rules[0]?.ApplyServerSideEncryptionByDefault;
  if (!applied) return "none";
  return applied.SSEAlgorithm.startsWith("aws:kms") ? "customer-key" : "provider-key";
}

/** An answer of another shape is no setting, but one that could not be read. */
function parsed<T>(operation: string, { value, unknown }: Detail<unknown>, shape: z.ZodType<T>): Detail<T> {
  if (value === null) return { value: null, unknown };
  const read = shape.safeParse(value);
  if (read.success) return { value: read.data, unknown: null };
  const { reason, message, call } = malformed({ service: "s3", operation }, read.error);
  const why: Unknown = {
    reason: reason === "malformed" ? reason : "failed",
    call,
    permission: null,
    message,
  };
  return { value: null, unknown: why };
}
