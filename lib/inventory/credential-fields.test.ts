import { describe, expect, test } from "vitest";
import { z } from "zod";

import { defineConnector } from "#lib/domain/connector.ts";
import { credentialFields, requireSecretsAgain, splitCredentials } from "./credential-fields.ts";

const connector = defineConnector({
  id: "aws",
  title: "Test",
  credentials: z.strictObject({
    roleArn: z.string().startsWith("arn:").meta({ title: "Role", help: "The role to assume" }),
    key: z.string().min(4).meta({ title: "Key", secret: true }),
    second: z.string().optional().meta({ title: "Second key", secret: true }),
    regions: z.string().default("eu-west-1"),
  }),
  connect: () => Promise.reject(new Error("not here")),
  scopes: () => Promise.resolve([]),
  collectors: [],
  setup: () => [],
});
const entered = { roleArn: "arn:aws:iam::1:role/x", key: "hunter2" };
const fieldsOf = (given: Record<string, string>, act: (c: typeof connector, g: typeof given) => unknown) => {
  try {
    act(connector, given);
    return [];
  } catch (error) {
    // Safe because what a person entered wrongly is an AppError, which names fields.
    return (error as { fields: { field: string }[] }).fields.map(({ field }) => field);
  }
};

test("what is asked for is read from the connector's own schema", () => {
  expect(credentialFields(connector)).toEqual([
    { name: "roleArn", title: "Role", help: "The role to assume", secret: false, required: true },
    { name: "key", title: "Key", help: "", secret: true, required: true },
    { name: "second", title: "Second key", help: "", secret: true, required: false },
    { name: "regions", title: "regions", help: "", secret: false, required: false },
  ]);
});

describe("what was entered", () => {
  test("is parted: nothing secret among what may be shown, nothing lost", () => {
    expect(splitCredentials(connector, { ...entered, second: "hunter3" })).toEqual({
      config: { roleArn: entered.roleArn, regions: "eu-west-1" },
      secrets: { key: "hunter2", second: "hunter3" },
    });
  });

  test("an empty value is none", () => {
    expect(splitCredentials(connector, { ...entered, second: "" }).secrets).toEqual({ key: "hunter2" });
  });

  test.each([
    [{ key: "hunter2" }, ["credentials.roleArn"]],
    [{ roleArn: "nonsense", key: "x" }, ["credentials.roleArn", "credentials.key"]],
    [{ ...entered, password: "x", other: "y" }, ["credentials.password", "credentials.other"]],
  ])("%j is refused, and each field is named", (given, fields) => {
    expect(fieldsOf(given, splitCredentials)).toEqual(fields);
  });

  test("is not repeated in the refusal", () => {
    expect(() => splitCredentials(connector, { ...entered, key: "abc" })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("abc") }),
    );
  });
});

test("a changed destination asks for every secret again, the optional one too; empty counts as an answer", () => {
  expect(fieldsOf({ roleArn: entered.roleArn }, requireSecretsAgain)).toEqual([
    "credentials.key",
    "credentials.second",
  ]);
  expect(fieldsOf({ key: "hunter2" }, requireSecretsAgain)).toEqual(["credentials.second"]);
  expect(fieldsOf({ key: "hunter2", second: "" }, requireSecretsAgain)).toEqual([]);
});
