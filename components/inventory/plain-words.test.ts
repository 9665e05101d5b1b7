import { describe, expect, test } from "vitest";

import { facetSchemas } from "#lib/domain/resource-class.ts";

import { plainPath, plainWords } from "./plain-words.ts";

describe("a property's name", () => {
  test.each([
    ["publicNetwork", "Public network"],
    ["kmsKeyArn", "KMS key ARN"],
    ["sessionTtlSeconds", "Session TTL seconds"],
    ["vpcId", "VPC ID"],
    ["subnetIDs", "Subnet IDs"],
    ["securityGroupIps", "Security group IPs"],
    ["roleARN", "Role ARN"],
    ["HTTPSOnly", "HTTPS only"],
    ["secret-variables", "Secret variables"],
    ["secret_variables", "Secret variables"],
    ["Already Words", "Already words"],
    ["url", "URL"],
    ["x", "X"],
    ["s3Uri", "S3 URI"],
    ["sha256", "Sha256"],
    ["minTlsVersion", "Min TLS version"],
    ["customerKey", "Customer key"],
  ])("%s reads %s", (name, said) => {
    expect(plainWords(name)).toBe(said);
  });

  test.each([[""], ["---"], ["_"], [" "]])("that has no word (%j) is left as it is", (name) => {
    expect(plainWords(name)).toBe(name);
  });

  test("that is hostile or in another script is only text, and nothing of it is lost", () => {
    expect(plainWords("<img src=x>")).toBe("<img src=x>");
    expect(plainWords("größe")).toBe("Größe");
    expect(plainWords("مرحبا")).toBe("مرحبا");
  });

  test("read alike in words is never two facts of one class", () => {
    for (const schema of Object.values(facetSchemas)) {
      const names = Object.keys(schema.shape);
      expect(new Set(names.map(plainWords)).size).toBe(names.length);
    }
  });

  test("begins with a capital, and has no other but in abbreviations", () => {
    for (const schema of Object.values(facetSchemas))
      for (const name of Object.keys(schema.shape)) {
        const [first = "", ...rest] = plainWords(name).split(" ");
        expect(first).toMatch(/^[A-Z]/);
        for (const word of rest) expect(word).toMatch(/^([a-z0-9]+|[A-Z]{2,}s?)$/);
      }
  });
});

describe("a path", () => {
  test.each([
    ["properties.encryption.kmsKey", "Encryption › KMS key"],
    ["facets.publicRead", "Public read"],
    ["properties.publicAccess.blockPublicAcls", "Public access › block public acls"],
    ["name", "Name"],
    ["region", "Region"],
    ["unknown.facets.hosts", "Unknown › facets › hosts"],
    ["properties", "Properties"],
  ])("%s reads %s", (path, said) => {
    expect(plainPath(path)).toBe(said);
  });

  test.each([
    ["tags.CostCenter", "Tag CostCenter"],
    ["tags.a.b.c", "Tag a.b.c"],
    ["tags.__proto__", "Tag __proto__"],
    ["tags.", "Tag "],
    ["tags.two\nlines", "Tag two\nlines"],
  ])("of a tag (%s) keeps the name its owner gave it", (path, said) => {
    expect(plainPath(path)).toBe(said);
  });
});
