import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { AccessKind } from "../access.ts";
import type { Asks } from "./asks.ts";
import { addBit, emptyBits, type Bits } from "./bits.ts";
import type { Caller, Target } from "./estate.ts";
import type { AwsPolicy } from "./policy.ts";
import { isPublicStatement } from "./s3-access.ts";

/** Whether a resource tells by itself that anybody may do this, so that it is no right of each identity beside it. */
function isToldOfAnybody(resource: Resource, kind: AccessKind): boolean {
  if (kind === "can-read")
    return (
      (isOfClass(resource, "data-store") || isOfClass(resource, "image-registry")) &&
      known(() => resource.facets.publicRead) === true
    );
  return (
    kind === "can-write" &&
    isOfClass(resource, "data-store") &&
    known(() => resource.facets.publicWrite) === true
  );
}

export function asksOfAnybody({ asks, cells }: Pick<Asks, "asks" | "cells">): Bits {
  const bits = emptyBits(asks.length);
  for (const [index, { cell }] of asks.entries()) {
    const asked = cells[cell];
    if (asked && isToldOfAnybody(asked.target.resource, asked.kind)) addBit(bits, index);
  }
  return bits;
}

/** The target as a caller of its own account meets it by name: without what is said to whoever asks. */
export function withoutAnybody(target: Target, kind: AccessKind, { principal }: Caller): Target {
  const isHome = target.account.account === principal.account;
  if (!isHome || !isToldOfAnybody(target.resource, kind)) return target;
  return {
    ...target,
    policy: target.policy ? named(target.policy) : target.policy,
    bucket: target.bucket ? { ...target.bucket, acl: [] } : null,
  };
}

const named = (policy: AwsPolicy): AwsPolicy => ({
  ...policy,
  statements: policy.statements.filter(
    (statement) => statement.effect !== "allow" || !isPublicStatement(statement),
  ),
});
