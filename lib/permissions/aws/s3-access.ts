import type { Voice } from "./grounds.ts";
import type { Condition } from "./condition.ts";
import type { AwsRequest } from "./decide.ts";
import type { AwsPolicy, Statement } from "./policy.ts";
import { accountOf } from "./principal.ts";

/** What decides about a bucket beside policies. */
export type BucketAccess = {
  /** `RestrictPublicBuckets` of the bucket or of its account. */
  restrictsPublicPolicy: boolean;
  /** Grants of its access control list that are in force. */
  acl: readonly { grantee: string; permission: string }[];
};

/**
 * A bucket whose policy is public is kept to its own account and to services.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function refusesPublic({
  bucket,
  policies,
  principal,
  resource,
  resourceAccount,
}: Pick<AwsRequest, "bucket" | "policies" | "principal" | "resource" | "resourceAccount">): Voice[] {
  if (!bucket?.restrictsPublicPolicy || !policies.resource || !isPublic(policies.resource)) return [];
  if (principal.kind === "service" || accountOf(principal) === resourceAccount) return [];
  return [
    {
      truth: "yes",
      policy: { kind: "block public access", id: resource, name: "RestrictPublicBuckets" },
      statement: null,
      effect: "deny",
      why: "keeps a bucket with a public policy to its own account",
      keys: [],
    },
  ];
}

export const isPublic = ({ statements }: Pick<AwsPolicy, "statements">): boolean =>
  statements.some((statement) => statement.effect === "allow" && isPublicStatement(statement));

/** Whether it lets in whoever asks, by no name. */
export const isPublicStatement = ({ principals, conditions }: Statement): boolean =>
  principals !== null &&
  (principals.not || principals.named.some(({ kind, name }) => kind === "AWS" && name === "*")) &&
  !conditions.some(fixesCaller);

/** Keys by whose fixed value S3 takes a statement for everybody as one for somebody. */
const callerKeys: ReadonlySet<string> = new Set([
  "aws:sourcearn",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceowner",
  "aws:sourceaccount",
  "aws:sourceip",
  "aws:userid",
  "aws:principalorgid",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgpaths",
  "s3:x-amz-server-side-encryption-aws-kms-key-id",
  "s3:dataaccesspointarn",
  "s3:dataaccesspointaccount",
]);

function fixesCaller({ key, test, quantifier, ifExists, values }: Condition): boolean {
  if (!callerKeys.has(key) || test === "null" || test === "unknown" || test.negated) return false;
  if (ifExists || quantifier === "all" || values.length === 0) return false;
  return key === "aws:sourceip" ? !values.some(isWide) : !values.some((value) => /[*?]|\$\{/.test(value));
}

function isWide(range: string): boolean {
  const [address = "", prefix] = range.split("/");
  return prefix !== undefined && Number(prefix) < (address.includes(":") ? 32 : 8);
}

const everyone = /\/groups\/global\/AllUsers$/;
const signedIn = /\/groups\/global\/AuthenticatedUsers$/;

/** What a bucket's list gives. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions */
const actionsByPermission: Readonly<Record<string, readonly string[]>> = {
  READ: ["s3:listbucket", "s3:listbucketversions", "s3:listbucketmultipartuploads"],
  WRITE: ["s3:putobject", "s3:deleteobject"],
  READ_ACP: ["s3:getbucketacl"],
  WRITE_ACP: ["s3:putbucketacl"],
};

/** Grants of the list that let the caller do this; a canonical user is no account that a policy names. */
export function aclVoices(
  { acl }: BucketAccess,
  { principal, action, resource }: Pick<AwsRequest, "principal" | "action" | "resource">,
): Voice[] {
  return acl.flatMap(({ grantee, permission }): Voice[] => {
    const isMeant = everyone.test(grantee) || (signedIn.test(grantee) && principal.kind !== "anonymous");
    const actions =
      permission === "FULL_CONTROL"
        ? Object.values(actionsByPermission).flat()
        : (actionsByPermission[permission] ?? []);
    if (!isMeant || !actions.includes(action.toLowerCase())) return [];
    return [
      {
        truth: "yes",
        policy: {
          kind: "access control list",
          id: resource,
          name: resource.split(":::")[1]?.split("/")[0] ?? resource,
        },
        statement: `${permission} for ${grantee.split("/").at(-1) ?? grantee}`,
        effect: "allow",
        why: `allows ${action}`,
        keys: [],
      },
    ];
  });
}
