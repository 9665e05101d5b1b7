import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { toTags } from "./to-tags.ts";
import { batchOf } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey, isAwsManagedKey } from "./kms-key-arn.ts";
import { itemsOf, pages } from "./pages.ts";

/** One of `ListSecrets`: what is known of a secret without ever reading it. */
const RawSecret = z.object({
  ARN: z.string(),
  Name: z.string(),
  KmsKeyId: z.string().optional(),
  RotationEnabled: z.boolean().optional(),
  LastRotatedDate: z.string().optional(),
  LastAccessedDate: z.string().optional(),
  OwningService: z.string().optional(),
  Tags: z.unknown().optional(),
});

export const secretsManager: Collector = {
  id: "secrets-manager",
  title: "Secrets Manager secrets, never their values",
  per: "region",
  produces: ["aws.secretsmanager.secret", "encrypted-by"],
  permissions: ["secretsmanager:ListSecrets"],
  collect: async function* (source) {
    for await (const page of pages(source, "secretsmanager", "ListSecrets"))
      yield batchOf("secretsmanager:ListSecrets", itemsOf(page, "SecretList"), (raw) =>
        normalizeSecret(raw, source.scope),
      );
  },
};

export function normalizeSecret(raw: unknown, scope: Scope): Batch {
  const secret = RawSecret.parse(raw);
  // Without a key of its own a secret is under the key AWS manages.
  const ownKey = secret.KmsKeyId && !isAwsManagedKey(secret.KmsKeyId) ? secret.KmsKeyId : null;
  return {
    resources: [
      {
        key: secret.ARN,
        type: "aws.secretsmanager.secret",
        name: secret.Name,
        ...scope,
        tags: toTags(secret.Tags),
        properties: {
          lastRotatedAt: secret.LastRotatedDate ?? null,
          lastUsedAt: secret.LastAccessedDate ?? null,
          managedBy: secret.OwningService ?? null,
        },
        facets: { rotation: secret.RotationEnabled === true, customerKey: ownKey !== null },
      },
    ],
    relationships: edgesFrom(secret.ARN)("encrypted-by", encryptingKey(ownKey, scope)),
  };
}
