import { describe, expect, test } from "vitest";

import { problemOf } from "./database-problem.ts";

const url = "postgresql://ada:s3cret@db.example.com:5433/nacre";
const withCode = (code: string, message = "") => Object.assign(new Error(message), { code });

test.each([
  [
    "nothing listens",
    withCode("ECONNREFUSED"),
    /^Nothing answers at db\.example\.com:5433\.$/,
    /host and port/,
  ],
  ["the network has no way there", withCode("EHOSTUNREACH"), /^Nothing answers/, /host and port/],
  ["it takes too long", new Error("timeout expired"), /^Nothing answers/, /host and port/],
  ["the name is nobody's", withCode("ENOTFOUND"), /^There is no host db\.example\.com/, /percent-encoded/],
  ["the password is wrong", withCode("28P01"), /refuses the user ada or the password/, /user and password/],
  [
    "encryption is demanded",
    withCode("28000", 'no pg_hba.conf entry for host "192.0.2.1", user "ada", no encryption'),
    /encrypted connections only/,
    /sslmode=require/,
  ],
  [
    "the user may not come from here",
    withCode("28000", "no pg_hba.conf entry"),
    /refuses the user ada/,
    /user/,
  ],
  [
    "the database is not there",
    withCode("3D000"),
    /no database nacre/,
    /CREATE DATABASE "nacre" OWNER "ada";/,
  ],
  ["all connections are taken", withCode("53300"), /no connection left/, /max_connections/],
  ["it is just starting", withCode("57P03"), /starting or stopping/, /moment/],
  [
    "both addresses of a name refuse",
    new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNREFUSED")]),
    /^Nothing answers/,
    /host and port/,
  ],
  [
    "something else answers",
    new Error("Parse error"),
    /does not answer as Postgres does: Parse error\./,
    /Check/,
  ],
  ["nobody says why", new Error(""), /no reason given/, /Check/],
  ["what was thrown is no error", "odd", /odd/, /Check/],
])("where %s, it says so and what to do", (_, error, message, remedy) => {
  const problem = problemOf(error, url);
  expect(problem.message).toMatch(message);
  expect(problem.remedy).toMatch(remedy);
  expect(`${problem.message} ${problem.remedy}`).not.toContain("s3cret");
});

describe("the address is told as it is meant", () => {
  test.each([
    ["postgresql://ada@db/", /no database ada at db/],
    ["postgresql://a%40b:x@db/my%20db", /no database my db .*"my db" OWNER "a@b"/],
    ["postgresql://%E0%A4%A@db/x", /no database x at db/],
    ["nonsense", /no database {2}at DATABASE_URL/],
  ])("%s", (address, text) => {
    const { message, remedy } = problemOf(withCode("3D000"), address);
    expect(`${message} ${remedy}`).toMatch(text);
  });
});
