import { describe, expect, test } from "vitest";

import { hostsIn, secretSettings, vaultReferences } from "./setting-values.ts";

const key = "Q3f9x0Zk2LmN8pRtVwYbCdEfGhJkLmNp";

describe("a setting holds a credential in clear", () => {
  test.each([
    ["AZURE_OPENAI_API_KEY", key],
    ["AzureWebJobsStorage", `DefaultEndpointsProtocol=https;AccountName=st;AccountKey=${key}==`],
    ["SQL", "Server=tcp:db.database.windows.net;User Id=app;Password=hunter22"],
    ["EXPORT_URL", `https://st.blob.core.windows.net/x?sv=2024&sig=${key}`],
    ["SOMETHING", "sk-proj-abcdefghijklmnopqrstuvwx"],
  ])("%s", (name, value) => {
    expect(secretSettings({ [name]: value })).toEqual([name]);
  });
});

describe("a setting holds no credential", () => {
  test.each([
    ["OPENAI_API_KEY", "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/openai/)"],
    ["AZURE_OPENAI_API_KEY", ""],
    ["PARTITION_KEY", "customerId"],
    ["APPINSIGHTS_INSTRUMENTATIONKEY", "00000000-0000-4000-8000-000000000001"],
    ["TOKEN", "https://login.microsoftonline.com/common"],
    ["AZURE_OPENAI_ENDPOINT", "https://x.openai.azure.com/"],
  ])("%s=%s", (name, value) => {
    expect(secretSettings({ [name]: value })).toEqual([]);
  });
});

test("references to a vault are told apart by name", () => {
  expect(vaultReferences({ A: "@Microsoft.KeyVault(VaultName=kv;SecretName=a)", B: "plain" })).toEqual(["A"]);
});

test("called hosts are read from addresses, bare hosts and connection strings, once and in lower case", () => {
  expect(
    hostsIn({
      ENDPOINT: "https://AOAI.openai.azure.com/",
      AGAIN: "https://aoai.openai.azure.com/openai/v1",
      BARE: "srch.search.windows.net",
      STORAGE: `AccountName=docs;AccountKey=${key}`,
      BEDROCK: "https://bedrock-runtime.eu-central-1.amazonaws.com",
      LOCAL: "http://localhost:3000",
      VERSION: "1.2.3",
      REFERENCE: "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/a/)",
    }),
  ).toEqual([
    "aoai.openai.azure.com",
    "bedrock-runtime.eu-central-1.amazonaws.com",
    "docs.blob.core.windows.net",
    "srch.search.windows.net",
  ]);
});

describe("a storage account named in a connection string is in the cloud that the string names", () => {
  const parts = (...more: string[]) =>
    ["DefaultEndpointsProtocol=https", "AccountName=docs", ...more].join(";");
  test.each([
    ["no suffix", parts(), ["docs.blob.core.windows.net"]],
    ["the public cloud", parts("EndpointSuffix=core.windows.net"), ["docs.blob.core.windows.net"]],
    [
      "Azure Government",
      parts("EndpointSuffix=core.usgovcloudapi.net"),
      ["docs.blob.core.usgovcloudapi.net"],
    ],
    ["Azure China", parts("EndpointSuffix=core.chinacloudapi.cn"), ["docs.blob.core.chinacloudapi.cn"]],
    [
      "an address of its own",
      "BlobEndpoint=https://docs.z1.blob.storage.azure.net/",
      ["docs.z1.blob.storage.azure.net"],
    ],
  ])("%s", (_, value, hosts) => {
    expect(hostsIn({ STORAGE: value })).toEqual(hosts);
  });
});

describe("settings that name no host", () => {
  test.each([
    ["empty", ""],
    ["this machine", "http://127.0.0.1:8080/"],
    ["this machine by name", "http://localhost:7071"],
    ["a version", "1.2.3"],
    ["an address that is broken", "https://"],
    ["a sentence with a dot", "Answer briefly. Be kind"],
    ["a vault's reference", "@Microsoft.KeyVault(VaultName=kv;SecretName=a)"],
  ])("%s", (_, value) => {
    expect(hostsIn({ SETTING: value })).toEqual([]);
  });
});
