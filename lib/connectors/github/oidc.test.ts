import { expect, test } from "vitest";

import { subjectFormOf, subjectOf } from "./oidc.ts";

const repository = { full_name: "Acme/App", name: "App" };
const job = {
  context: "ref:refs/heads/main",
  workflow: "Acme/App/.github/workflows/x.yml",
  environment: null,
};
const subject = (claims: string[] | null) =>
  subjectOf("github.com", repository, claims && { claims }, job).subject;

test("a subject names repository and context, or the claims that were chosen in their place", () => {
  expect(subject(null)).toBe("repo:Acme/App:ref:refs/heads/main");
  expect(subject(["repository_owner", "job_workflow_ref"])).toBe(
    "repository_owner:Acme:job_workflow_ref:Acme/App/.github/workflows/x.yml@*",
  );
  expect(subject(["repo", "actor"])).toBe("repo:Acme/App:actor:*");
});

test("a repository's choice counts over its organization's, and either over none", () => {
  expect(subjectFormOf({ use_default: true }, ["repo"])).toBeNull();
  expect(subjectFormOf({ use_default: false, include_claim_keys: ["ref"] }, ["repo"])).toEqual({
    claims: ["ref"],
  });
  expect(subjectFormOf({ use_default: false }, ["repo", "context"])).toEqual({ claims: ["repo", "context"] });
  expect(subjectFormOf(null, ["repo"])).toBeNull();
});

test("a server of one's own is its own issuer", () => {
  expect(subjectOf("github.example.com", repository, null, job).issuer).toBe(
    "github.example.com/_services/token",
  );
});
