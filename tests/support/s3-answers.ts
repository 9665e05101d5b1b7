import type { RecordedCall } from "#lib/connectors/recording.ts";

type S3Answer = { status: number; text: string };
const operationOf: Readonly<Record<string, string>> = {
  policy: "GetBucketPolicy",
  encryption: "GetBucketEncryption",
  versioning: "GetBucketVersioning",
  tagging: "GetBucketTagging",
};

/** What an S3 API would write on the wire for a recorded call; null where the path is none of its own. */
export function answerS3(target: string, own: readonly RecordedCall[]): S3Answer | null {
  const { pathname, searchParams } = new URL(target, "https://localhost");
  const bucket = /^\/([a-z0-9.-]+)\/?$/.exec(pathname)?.[1] ?? null;
  const asked = Object.keys(operationOf).find((name) => searchParams.has(name));
  const operation = bucket === null ? "ListBuckets" : (operationOf[asked ?? ""] ?? "");
  if (bucket === null && pathname !== "/") return null;
  const found = own.find(
    (call) =>
      call.service === "s3" && call.operation === operation && (call.input["Bucket"] ?? null) === bucket,
  );
  if (!found) return null;
  if (found.error) {
    const code = /^(\w+):/.exec(found.error.message)?.[1] ?? "InternalError";
    return {
      status: 404,
      text: `<Error><Code>${code}</Code><Message>${found.error.message}</Message></Error>`,
    };
  }
  const output = found.output as Record<string, unknown>;
  if (operation === "GetBucketPolicy") return { status: 200, text: String(output["Policy"]) };
  return {
    status: 200,
    text: `<?xml version="1.0"?>${xml(rootOf[operation] ?? operation, shaped(operation, output))}`,
  };
}

const rootOf: Readonly<Record<string, string>> = {
  ListBuckets: "ListAllMyBucketsResult",
  GetBucketEncryption: "ServerSideEncryptionConfiguration",
  GetBucketVersioning: "VersioningConfiguration",
  GetBucketTagging: "Tagging",
};

/** The members as XML nests them, where the client's own names flatten a list. */
function shaped(operation: string, output: Record<string, unknown>): unknown {
  if (operation === "ListBuckets") return { Buckets: { Bucket: output["Buckets"] } };
  if (operation === "GetBucketTagging") return { TagSet: { Tag: output["TagSet"] } };
  if (operation !== "GetBucketEncryption") return output;
  const { Rules } = output["ServerSideEncryptionConfiguration"] as { Rules: unknown };
  return { Rule: Rules };
}

function xml(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => xml(name, item)).join("");
  const inner =
    typeof value === "object" && value !== null
      ? Object.entries(value)
          .map(([member, of]) => xml(member, of))
          .join("")
      : String(value);
  return `<${name}>${inner}</${name}>`;
}
