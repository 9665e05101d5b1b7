import type { Resource } from "#lib/domain/resource.ts";

import type { CallContext } from "../decision.ts";

/** What of a call the caller's own account tells. */
export type AccountFacts = {
  account: string;
  /** Null where no organization was collected that would say. */
  organization: { id: string; path: string } | null;
};

/** What of a call the caller tells. */
export type CallerFacts = {
  arn: string;
  account: AccountFacts;
  /** `User`, or `AssumedRole` for a session. */
  type: string;
  userName: string | null;
  tags: Readonly<Record<string, string>>;
  /** Whether a session may bring tags of its own, so that a tag that is not there may be there. */
  takesSessionTags: boolean;
};

/** Whose word a key is: one that the estate cannot tell at all is the call's own. */
export type KeyScope = "caller" | "account" | "resource" | "call";

const tagPrefix = "aws:principaltag/";

export function scopeOf(key: string): KeyScope {
  if (callerKeys.has(key) || key.startsWith(tagPrefix)) return "caller";
  if (accountKeys.has(key)) return "account";
  return resourceKeys.has(key) || isResourceTag(key) ? "resource" : "call";
}

const callerKeys = new Set(["aws:principalarn", "aws:principaltype", "aws:username", "aws:tokenissuetime"]);
// A session can always be begun anew, which is how revoked ones are left behind.
const newestSession = ["9999-12-31T00:00:00Z"];
const accountKeys = new Set([
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "kms:calleraccount",
]);
const resourceKeys = new Set([
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
  "aws:requestedregion",
  "s3:resourceaccount",
]);
const isResourceTag = (key: string): boolean => /^[a-z0-9-]+:resourcetag\//.test(key);

export function ofCaller(key: string, caller: CallerFacts): readonly string[] | null {
  if (key === "aws:principalarn") return [caller.arn];
  if (key === "aws:principaltype") return [caller.type];
  if (key === "aws:username") return caller.userName === null ? [] : [caller.userName];
  if (key === "aws:tokenissuetime") return caller.type === "User" ? [] : newestSession;
  const value = tagOf(caller.tags, key.slice(tagPrefix.length));
  if (value !== undefined) return [value];
  return caller.takesSessionTags ? null : [];
}

export function ofAccount(key: string, { account, organization }: AccountFacts): readonly string[] | null {
  if (key === "aws:principalaccount" || key === "kms:calleraccount") return [account];
  if (organization === null) return null;
  return [key === "aws:principalorgid" ? organization.id : organization.path];
}

/** A resource, and the account that AWS takes it to belong to. */
export type Asked = { resource: Resource; account: AccountFacts; tagsKnown: boolean };

export function ofResource(key: string, { resource, account, tagsKnown }: Asked): readonly string[] | null {
  if (key === "aws:resourceaccount" || key === "s3:resourceaccount") return [account.account];
  if (key === "aws:requestedregion") return [resource.region ?? "us-east-1"];
  if (key === "aws:resourceorgid") return account.organization ? [account.organization.id] : null;
  if (key === "aws:resourceorgpaths") return account.organization ? [account.organization.path] : null;
  if (!tagsKnown) return null;
  const value = tagOf(resource.tags, key.split("/").slice(1).join("/"));
  return value === undefined ? [] : [value];
}

/** The names of tags in condition keys are compared without regard to case. */
const tagOf = (tags: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.entries(tags).find(([tag]) => tag.toLowerCase() === name)?.[1];

/** Of a call that somebody makes by themselves: what they can choose is chosen so that it works. */
export function ofCall(key: string): readonly string[] | null {
  return constants.get(key) ?? null;
}

const constants: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws:securetransport", ["true"]],
  ["aws:principalisawsservice", ["false"]],
  // Only a service that calls for somebody brings these.
  ["aws:principalservicename", []],
  ["aws:principalservicenameslist", []],
  ["aws:sourceaccount", []],
  ["aws:sourcearn", []],
  ["aws:sourceorgid", []],
  ["aws:sourceorgpaths", []],
]);

/** What is known of a call that this caller makes on this resource. */
export const contextOf =
  (caller: CallerFacts, asked: Asked, told: CallContext = () => null): CallContext =>
  (key) =>
    told(key) ?? byScope[scopeOf(key)](key, caller, asked);

const byScope: Record<
  KeyScope,
  (key: string, caller: CallerFacts, asked: Asked) => readonly string[] | null
> = {
  caller: (key, caller) => ofCaller(key, caller),
  account: (key, caller) => ofAccount(key, caller.account),
  resource: (key, _, asked) => ofResource(key, asked),
  call: (key) => ofCall(key),
};
