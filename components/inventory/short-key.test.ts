import { describe, expect, test } from "vitest";

import { partsOf, shortAccount, shortKey } from "./short-key.ts";

const subscription = "/subscriptions/00000000-0000-4000-8000-00000000a2e0";

describe("a provider's id in short", () => {
  test.each([
    ["arn:aws:s3:::claims", "claims"],
    ["arn:aws:s3:::claims/*", "claims/*"],
    ["arn:aws:iam::111122223333:role/service/reader", "role/service/reader"],
    ["arn:aws-cn:lambda:cn-north-1:111122223333:function:actions:live", "function:actions:live"],
    ["arn:aws:apigateway:eu-west-1::/apis/a1b2", "/apis/a1b2"],
    [`${subscription}/resourcegroups/rg/providers/microsoft.storage/storageaccounts/store`, "store"],
    [`${subscription}/resourcegroups/rg`, "resourcegroups/rg"],
    [subscription, subscription.slice(1)],
    ["//storage.googleapis.com/projects/_/buckets/documents", "documents"],
    ["//iam.googleapis.com/projects/p/serviceAccounts/a@p.iam", "a@p.iam"],
    ["plain-name", "plain-name"],
    ["", ""],
    ["/", "/"],
    ["//", "//"],
    ["arn:aws", "arn:aws"],
    ["arn:aws:s3:::", "arn:aws:s3:::"],
  ])("%s is %j", (key, short) => {
    expect(shortKey(key)).toBe(short);
  });

  test("is never empty where the id is not", () => {
    for (const key of ["arn:::::", "/subscriptions/", "///", "//x/", "arn:aws:iam::1:", "*"])
      expect(shortKey(key)).not.toBe("");
  });
});

describe("an account", () => {
  test.each([
    ["111122223333", "111122223333"],
    ["acme-document-insights", "acme-document-insights"],
    ["00000000-0000-4000-8000-00000000a2e0", "00000000…a2e0"],
    ["ABCDEF12-0000-4000-8000-00000000A2E0", "ABCDEF12…A2E0"],
    ["00000000-0000-4000-8000", "00000000-0000-4000-8000"],
    ["", ""],
  ])("%s is shown as %j", (account, short) => {
    expect(shortAccount(account)).toBe(short);
  });
});

describe("a sentence", () => {
  const said = (sentence: string) =>
    partsOf(sentence)
      .map(({ text }) => text)
      .join("");

  test("that names no id is one part", () => {
    expect(partsOf("Its gateway asks for nothing")).toEqual([
      { text: "Its gateway asks for nothing", key: null },
    ]);
  });

  test("that is empty has no part", () => {
    expect(partsOf("")).toEqual([]);
  });

  test("that names ids has each in short, whole beside it, and keeps its punctuation", () => {
    expect(
      partsOf("policy p allows read on arn:aws:s3:::claims/*, and arn:aws:iam::1:role/r may write."),
    ).toEqual([
      { text: "policy p allows read on ", key: null },
      { text: "claims/*", key: "arn:aws:s3:::claims/*" },
      { text: ", and ", key: null },
      { text: "role/r", key: "arn:aws:iam::1:role/r" },
      { text: " may write.", key: null },
    ]);
  });

  test("that is an id and nothing else is that id in short", () => {
    expect(partsOf("arn:aws:s3:::claims")).toEqual([{ text: "claims", key: "arn:aws:s3:::claims" }]);
  });

  test("in brackets or quotes keeps them", () => {
    expect(said('the role (arn:aws:iam::1:role/r) and "arn:aws:s3:::b"')).toBe('the role (role/r) and "b"');
  });

  test.each([
    ["an Azure id", `granted at ${subscription}/resourcegroups/rg`, "granted at resourcegroups/rg"],
    ["a Google id", "on //storage.googleapis.com/projects/_/buckets/b", "on b"],
    ["a path that is no id", "reads /etc/passwd and //comments", "reads /etc/passwd and //comments"],
    ["a web address", "see https://example.com/arn", "see https://example.com/arn"],
  ])("with %s", (_, sentence, short) => {
    expect(said(sentence)).toBe(short);
  });

  test("of any kind loses nothing but what its ids are shortened by", () => {
    const ids = ["arn:aws:s3:::b", `${subscription}/resourcegroups/rg`, "//run.googleapis.com/x/y", "word"];
    const joints = [" ", ", ", ". ", " (", ") ", "; ", " on "];
    let seed = 7;
    const pick = (from: readonly string[]) => from[(seed = (seed * 16_807) % 2_147_483_647) % from.length];
    for (let round = 0; round < 300; round += 1) {
      const sentence = Array.from({ length: 6 }, () => `${pick(ids)}${pick(joints)}`).join("");
      const back = partsOf(sentence)
        .map(({ text, key }) => key ?? text)
        .join("");
      expect(back).toBe(sentence);
    }
  });
});
