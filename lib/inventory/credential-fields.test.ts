import { describe, expect, test } from "vitest";
import { z } from "zod";

import { connectors } from "#lib/connectors/registry.ts";
import { defineConnector } from "#lib/domain/connector.ts";
import {
  configBesideStoredSecrets,
  credentialFields,
  requireSecretsAgain,
  splitCredentials,
} from "./credential-fields.ts";
import { findConnector } from "./find-connector.ts";

const connector = defineConnector({
  id: "aws",
  title: "Test",
  credentials: z.strictObject({
    roleArn: z.string().startsWith("arn:").meta({ title: "Role", help: "The role to assume" }),
    key: z.string().min(4).meta({ title: "Key", secret: true }),
    second: z.string().optional().meta({ title: "Second key", secret: true }),
    regions: z
      .string()
      .regex(/^[a-z0-9, -]*$/)
      .default("eu-west-1")
      .meta({ title: "Regions", scope: true }),
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
    {
      name: "roleArn",
      title: "Role",
      help: "The role to assume",
      secret: false,
      scope: false,
      document: false,
      required: true,
    },
    { name: "key", title: "Key", help: "", secret: true, scope: false, document: false, required: true },
    {
      name: "second",
      title: "Second key",
      help: "",
      secret: true,
      scope: false,
      document: false,
      required: false,
    },
    {
      name: "regions",
      title: "Regions",
      help: "",
      secret: false,
      scope: true,
      document: false,
      required: false,
    },
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

describe("beside secrets that stay stored", () => {
  const stored = { roleArn: entered.roleArn, regions: "eu-west-1" };
  const kept = (given: Record<string, string>, before: Record<string, unknown> = stored) =>
    configBesideStoredSecrets(connector, before, given);

  test("what is read may be narrowed, widened or left as it is", () => {
    expect(kept({ ...stored, regions: "us-east-1" })).toEqual({ ...stored, regions: "us-east-1" });
    expect(kept(stored)).toEqual(stored);
  });

  test("what is left out of the scope goes back to its own default", () => {
    expect(kept({ roleArn: stored.roleArn }, { ...stored, regions: "us-east-1" })).toEqual(stored);
  });

  test("another identity is no such change, nor one that is added or taken away", () => {
    expect(kept({ ...stored, roleArn: "arn:aws:iam::9:role/theirs" })).toBeNull();
    expect(kept(stored, { regions: "eu-west-1" })).toBeNull();
  });

  test("another identity is not hidden by a changed scope beside it", () => {
    expect(kept({ roleArn: "arn:aws:iam::9:role/theirs", regions: "us-east-1" })).toBeNull();
  });

  test("a secret that is entered, even an empty one, is never taken for kept", () => {
    expect(kept({ ...stored, key: "hunter2" })).toBeNull();
    expect(kept({ ...stored, second: "" })).toBeNull();
  });

  test("what does not fit is refused by its field, before anything is asked for again", () => {
    expect(fieldsOf({ ...stored, regions: "EU!" }, (_, given) => kept(given))).toEqual([
      "credentials.regions",
    ]);
    expect(fieldsOf({ ...stored, regoins: "x" }, (_, given) => kept(given))).toEqual(["credentials.regoins"]);
  });
});

describe.each([
  ["aws", 4],
  ["azure", 3],
  ["gcp", 2],
] as const)("the fields of %s that only choose what is read", (id, count) => {
  test("are never secret, nor say whom to ask or as whom", () => {
    const fields = credentialFields(findConnector(id)).filter(({ scope }) => scope);
    expect(fields).toHaveLength(count);
    for (const { name, secret } of fields) {
      expect(secret).toBe(false);
      expect(name).toMatch(
        /^(regions|accounts|exceptAccounts|sampling|subscriptionIds|managementGroupIds|projectIds)$/,
      );
    }
  });
});

describe.each(connectors)("the form of $title", (source) => {
  const fields = credentialFields(source);

  test("has room for each file it asks for", () => {
    const files = fields.filter(({ title, help }) =>
      /\bJSON file|\bPEM\b|whole text/.test(`${title} ${help}`),
    );
    expect(files.filter(({ document }) => !document).map(({ name }) => name)).toEqual([]);
  });

  test("has a title and a help for each field, and keeps what proves who asks as a secret", () => {
    const named = fields.filter(({ name }) => /token$|key$|secret$|password$/i.test(name));
    expect(named.filter(({ secret }) => !secret)).toEqual([]);
    expect(fields.filter(({ name, title, help }) => title === name || help === "")).toEqual([]);
  });
});
