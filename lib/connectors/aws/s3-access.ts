import type { Relationship } from "#lib/domain/relationship.ts";
import type { z } from "zod";
import { publicAccessBlock } from "./account.ts";
import type { Statement } from "./iam-statements.ts";
import { allowedBy, isOpenToAnyone, outsiders, type Allowed } from "./resource-policy.ts";
import type { aclRecord } from "./s3-record.ts";

type Acl = z.infer<typeof aclRecord>;
export type BucketAccess = {
  publicRead: boolean;
  publicWrite: boolean;
  blocksPublicAccess: boolean;
  /** Whether the blocks alone settle that nobody unknown gets in. */
  refusesPublic: boolean;
  restrictsPublicPolicy: boolean;
  externalPrincipals: string[];
};

const switchNames = [
  "BlockPublicAcls",
  "IgnorePublicAcls",
  "BlockPublicPolicy",
  "RestrictPublicBuckets",
] as const;
const readActions = ["s3:GetObject"];
const writeActions = ["s3:PutObject", "s3:DeleteObject"];
const everyoneGroups = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/**
 * Who may reach a bucket's objects: by policy, unless a block refuses public policies; by ACL, unless a block ignores
 * public ACLs. `policyIsPublic` is AWS's own verdict, which knows conditions that are too wide to narrow anything.
 */
export function accessOf(given: {
  account: string;
  statements: readonly Statement[];
  policyIsPublic: boolean | null;
  acl: Acl | null;
  blocks: readonly unknown[];
}): BucketAccess {
  const switches = given.blocks.map((block) => publicAccessBlock.parse(block).PublicAccessBlockConfiguration);
  // S3 applies each switch that is on in the account's block or in the bucket's.
  const on = (name: (typeof switchNames)[number]) => switches.some((block) => block[name]);
  const policyBlocked = on("RestrictPublicBuckets");
  const aclBlocked = on("IgnorePublicAcls");
  const byPolicy = (actions: readonly string[]) =>
    !policyBlocked &&
    given.policyIsPublic !== false &&
    allowedBy(given.statements, actions).some((allowed) => isPublic(allowed, given.policyIsPublic));
  const byAcl = (permissions: readonly string[]) =>
    !aclBlocked &&
    (given.acl?.Grants ?? []).some(
      ({ Grantee, Permission }) =>
        everyoneGroups.test(Grantee?.URI ?? "") && permissions.includes(Permission),
    );
  const allowed = allowedBy(given.statements, [...readActions, ...writeActions]);
  return {
    publicRead: byPolicy(readActions) || byAcl(["READ", "FULL_CONTROL"]),
    publicWrite: byPolicy(writeActions) || byAcl(["WRITE", "WRITE_ACP", "FULL_CONTROL"]),
    blocksPublicAccess: switchNames.every(on),
    refusesPublic: policyBlocked && aclBlocked,
    restrictsPublicPolicy: policyBlocked,
    externalPrincipals: [...outsiders(allowed, given.account), ...aclOutsiders(given.acl)],
  };
}

const isPublic = (allowed: Allowed, policyIsPublic: boolean | null): boolean =>
  allowed.kind === "anyone" && (policyIsPublic === true || isOpenToAnyone(allowed));

function aclOutsiders(acl: Acl | null): string[] {
  const owner = acl?.Owner?.ID;
  return (acl?.Grants ?? []).flatMap(({ Grantee }) =>
    Grantee?.ID && owner && Grantee.ID !== owner ? [`canonical user ${Grantee.ID}`] : [],
  );
}

/** Whom the ACL lets in beside the owner: a canonical user id or the URI of a group. None where ACLs are off. */
export const aclGrantsOf = (acl: Acl | null): { grantee: string; permission: string }[] =>
  (acl?.Grants ?? []).flatMap(({ Grantee, Permission }) => {
    const grantee = Grantee?.URI ?? Grantee?.ID;
    return grantee && grantee !== acl?.Owner?.ID ? [{ grantee, permission: Permission }] : [];
  });

/** Identities the bucket's own policy names. */
export function namedIdentities(bucket: string, statements: readonly Statement[]): Relationship[] {
  const edges = (kind: "can-read" | "can-write", actions: readonly string[]): Relationship[] =>
    allowedBy(statements, actions)
      .filter((allowed) => allowed.kind === "identity")
      .map(({ principal, conditional }) => ({
        from: principal,
        kind,
        to: bucket,
        reason: conditional ? "named by the bucket policy, under a condition" : "named by the bucket policy",
      }));
  return [...edges("can-read", readActions), ...edges("can-write", writeActions)];
}
