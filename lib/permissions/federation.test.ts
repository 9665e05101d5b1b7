import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { FederationSubject } from "#lib/domain/federation.ts";
import { admits, overlap } from "./federation.ts";

const github = "token.actions.githubusercontent.com";
const presented = (subject: string): FederationSubject => ({
  issuer: github,
  subject,
  claims: { repository: "acme/app", repository_owner: "acme" },
});
const trusts = (principal: string, subject: string) =>
  admits({ kind: "federation", principal, conditional: true }, presented(subject));

describe("a trust in a federation", () => {
  test.each<[string, boolean, string, string]>([
    [
      "its own branch",
      true,
      `${github} repo:acme/app:ref:refs/heads/main`,
      "repo:acme/app:ref:refs/heads/main",
    ],
    ["whatever the repository runs", true, `${github} repo:acme/app:ref:refs/heads/main`, "repo:acme/app:*"],
    [
      "another branch",
      false,
      `${github} repo:acme/app:ref:refs/heads/main`,
      "repo:acme/app:ref:refs/heads/dev",
    ],
    ["another repository", false, `${github} repo:acme/app:*`, "repo:acme/app2:*"],
    [
      "a repository whose name goes on",
      false,
      `${github} repo:acme/app:ref:refs/heads/main`,
      "repo:acme/app-fork:*",
    ],
    ["any of the organization", true, `${github} repo:acme/*`, "repo:acme/app:pull_request"],
    ["the same subject of another issuer", false, "gitlab.com repo:acme/app:*", "repo:acme/app:*"],
    ["an issuer written with its scheme", true, `https://${github} repo:acme/app:*`, "repo:acme/app:*"],
    ["one letter left open", true, `${github} repo:acme/ap?:*`, "repo:acme/app:*"],
  ])("%s: %s", (_, expected, principal, subject) => {
    expect(trusts(principal, subject)).toBe(expected);
  });

  const pool = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github";
  test.each<[string, boolean, string]>([
    ["its repository", true, `principalSet:${pool}/attribute.repository/acme/app`],
    ["another repository", false, `principalSet:${pool}/attribute.repository/acme/other`],
    ["its owner", true, `principalSet:${pool}/attribute.repository_owner/acme`],
    ["a claim it does not make", false, `principalSet:${pool}/attribute.actor/acme`],
    ["its subject", true, `principal:${pool}/subject/repo:acme/app:ref:refs/heads/main`],
    ["whoever is in the pool, of whichever issuer", false, `principalSet:${pool}/*`],
  ])("of Google in %s: %s", (_, expected, principal) => {
    expect(trusts(principal, "repo:acme/app:*")).toBe(expected);
  });

  test("in a service is none in a federation", () => {
    expect(admits({ kind: "service", principal: `${github} *`, conditional: false }, presented("*"))).toBe(
      false,
    );
  });
});

/** Letters few enough that patterns meet. */
const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 7 });
const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 7 });
const fits = (value: string, glob: string) => new RegExp(`^${glob.replaceAll("*", ".*")}$`).test(value);

test("two patterns that a text fits overlap, whichever comes first", () => {
  fc.assert(
    fc.property(pattern, pattern, text, (one, other, value) => {
      expect(overlap(one, other)).toBe(overlap(other, one));
      expect(overlap(one, other) || !fits(value, one) || !fits(value, other)).toBe(true);
    }),
  );
});

test("a pattern without wildcards overlaps what it fits and nothing else", () => {
  fc.assert(
    fc.property(text, pattern, (value, glob) => {
      expect(overlap(value, glob)).toBe(fits(value, glob));
    }),
  );
});

test("two long patterns of nothing but wildcards are told at once", () => {
  expect(overlap("*a".repeat(400), "*b".repeat(400))).toBe(false);
});
