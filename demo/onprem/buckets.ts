import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { daysAgo } from "../rest.ts";
import { buckets } from "./names.ts";

/** Two buckets that nobody outside reads, encrypted by a key of one's own and kept in versions. */
export function answerBuckets(call: ProviderCall): unknown {
  switch (call.operation) {
    case "ListBuckets":
      return { Buckets: buckets.map((Name) => ({ Name, CreationDate: daysAgo(400) })) };
    case "GetBucketPolicy":
      throw new ProviderError("not-found", call, "NoSuchBucketPolicy: The bucket policy does not exist");
    case "GetBucketEncryption":
      return {
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "pricing-lab" },
            },
          ],
        },
      };
    case "GetBucketVersioning":
      return { Status: "Enabled" };
    case "GetBucketTagging":
      throw new ProviderError("not-found", call, "NoSuchTagSet: The TagSet does not exist");
    default:
      throw new ProviderError("unsupported", call, `The estate does not answer ${call.operation}`);
  }
}
