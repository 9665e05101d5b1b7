import type { Trust } from "#lib/domain/ability.ts";
import type { FederationSubject } from "#lib/domain/federation.ts";

/** Whether a trust in a federation lets in what a job may present. */
export function admits({ kind, principal }: Trust, presented: FederationSubject): boolean {
  if (kind !== "federation") return false;
  const pool = /^principal(?:Set)?:\/\/iam\.googleapis\.com\/.+?\/workloadIdentityPools\/[^/]+\/(.+)$/.exec(
    principal,
  );
  if (pool?.[1] !== undefined) return poolAdmits(pool[1], presented);
  const [issuer = "", ...rest] = principal.replace(/^https?:\/\//, "").split(" ");
  return (
    issuer.toLowerCase().replace(/\/$/, "") === presented.issuer.toLowerCase() &&
    overlap(rest.join(" "), presented.subject)
  );
}

/** Google's pools name a subject or an attribute; which issuer a pool has is not said, so a whole pool proves nothing. */
function poolAdmits(member: string, { subject, claims }: FederationSubject): boolean {
  const named = /^subject\/(.+)$/.exec(member);
  if (named?.[1] !== undefined) return overlap(named[1], subject);
  const [, attribute = "", value = ""] = /^attribute\.([^/]+)\/(.+)$/.exec(member) ?? [];
  return value !== "" && claims[attribute]?.toLowerCase() === value.toLowerCase();
}

/**
 * Whether some text fits both patterns, in which `*` stands for any characters and `?` for one. Both may have
 * wildcards: a trust allows many branches, and a job may run on many.
 */
export function overlap(one: string, other: string): boolean {
  // Whether the first pattern up to here and the second up to each place have a text in common.
  let row = new Uint8Array(other.length + 1);
  row[0] = 1;
  for (let at = 1; at <= other.length; at++) row[at] = other[at - 1] === "*" ? (row[at - 1] ?? 0) : 0;
  for (const letter of one) {
    const next = new Uint8Array(other.length + 1);
    next[0] = letter === "*" ? (row[0] ?? 0) : 0;
    for (let at = 1; at <= other.length; at++) next[at] = meets(letter, other[at - 1] ?? "", row, next, at);
    row = next;
  }
  return row[other.length] === 1;
}

/** A wildcard takes nothing, or whatever the other pattern has in its place. */
function meets(letter: string, facing: string, above: Uint8Array, row: Uint8Array, at: number): number {
  if (letter === "*" || facing === "*") return (above[at] ?? 0) | (row[at - 1] ?? 0);
  return letter === facing || letter === "?" || facing === "?" ? (above[at - 1] ?? 0) : 0;
}
