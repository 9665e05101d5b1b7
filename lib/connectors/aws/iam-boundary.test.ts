import { expect, test } from "vitest";

import { grantsOf } from "./iam-grants.ts";
import { withinBoundary } from "./iam-boundary.ts";

const grants = (Action: string | string[], Resource: string, Effect = "Allow") =>
  grantsOf({ Statement: { Effect, Action, Resource } }, "policy");
const corpus = "arn:aws:s3:::corpus";

test("an administrator inside a boundary has what the boundary allows", () => {
  const left = withinBoundary(grants("*", "*"), grants("s3:GetObject", `${corpus}/*`));
  expect(left).toMatchObject([{ effect: "allow", abilities: ["read-data"], on: corpus }]);
});

test("a boundary gives nothing by itself", () => {
  expect(withinBoundary([], grants("*", "*"))).toEqual([]);
});

test("a boundary of everything changes nothing", () => {
  const own = grants("s3:GetObject", `${corpus}/*`);
  expect(withinBoundary(own, grants("*", "*"))).toEqual(own);
});

test("a grant on what the boundary does not name is gone", () => {
  expect(
    withinBoundary(grants("s3:GetObject", `${corpus}/*`), grants("s3:GetObject", "arn:aws:s3:::other/*")),
  ).toEqual([]);
});

test("denials of both stay", () => {
  const denial = grants("s3:*", "*", "Deny");
  const left = withinBoundary([...grants("*", "*"), ...denial], [...grants("*", "*"), ...denial]);
  expect(left.filter((grant) => grant.effect === "deny")).toHaveLength(denial.length * 2);
});
