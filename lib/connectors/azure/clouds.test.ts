import { describe, expect, test } from "vitest";

import { cloudAt, isModelHost } from "./clouds.ts";
import { signInOptions, toConnectionError } from "./open-connection.ts";

const government = "https://management.usgovcloudapi.net";
const china = "https://management.chinacloudapi.cn";
const tenantId = "d2a0f6b4-0a5b-4f39-8c11-7f1b2c3d4e5f";
const clientId = "6f0e3a52-9b1c-4d7e-8a35-0c2f71d4b801";

describe("each cloud has its own hosts, and a token of one goes to no other", () => {
  test.each([
    [
      "https://management.azure.com",
      "search.windows.net",
      "https://search.azure.com",
      "https://login.microsoftonline.com",
    ],
    [government, "search.azure.us", "https://search.azure.us", "https://login.microsoftonline.us"],
    [`${government}/`, "search.azure.us", "https://search.azure.us", "https://login.microsoftonline.us"],
    [
      "https://MANAGEMENT.USGOVCLOUDAPI.NET",
      "search.azure.us",
      "https://search.azure.us",
      "https://login.microsoftonline.us",
    ],
    [china, "search.azure.cn", "https://search.azure.cn", "https://login.chinacloudapi.cn"],
    [
      "https://chinaeast2.management.chinacloudapi.cn",
      "search.azure.cn",
      "https://search.azure.cn",
      "https://login.chinacloudapi.cn",
    ],
  ])("%s", (endpoint, searchSuffix, searchAudience, signIn) => {
    expect(cloudAt(endpoint)).toMatchObject({ searchSuffix, searchAudience, signIn });
  });

  test.each([
    "https://management.usgovcloudapi.net.evil.example",
    "https://evil.example/management.usgovcloudapi.net",
    "https://evilmanagement.chinacloudapi.cn",
    "http://127.0.0.1:8080",
    "no address",
  ])("%s is none of the sovereign ones", (endpoint) => {
    expect(cloudAt(endpoint).management).toBe("management.azure.com");
  });
});

describe("where models answer", () => {
  test.each([
    ["aoai.openai.azure.com", true],
    ["aoai.openai.azure.us", true],
    ["aoai.openai.azure.cn", true],
    ["f.services.ai.azure.com", true],
    ["a.cognitiveservices.azure.us", true],
    ["score.swedencentral.inference.ml.azure.com", true],
    ["openai.azure.com", false],
    ["aoai.openai.azure.com.evil.example", false],
    ["aoai.openai.azurexcom", false],
    ["app.azurewebsites.net", false],
    ["", false],
  ])("%s: %s", (host, isModel) => {
    expect(isModelHost(host)).toBe(isModel);
  });
});

describe("whom to ask for tokens", () => {
  const options = (given: object) => signInOptions({ tenantId, ...given });
  test("is left to the machine where neither address was given", () => {
    expect(options({})).toEqual({ tenantId });
    expect(options({ endpoint: "", authorityHost: "", clientId: "" })).toEqual({ tenantId });
  });

  test("follows the resource manager's cloud", () => {
    expect(options({ endpoint: government })).toEqual({
      tenantId,
      authorityHost: "https://login.microsoftonline.us",
    });
    expect(options({ endpoint: china })).toEqual({
      tenantId,
      authorityHost: "https://login.chinacloudapi.cn",
    });
  });

  test("is the given address before all", () => {
    const authorityHost = "https://login.partner.microsoftonline.cn";
    expect(options({ endpoint: china, authorityHost })).toEqual({ tenantId, authorityHost });
  });

  test("asks as the application given, and as none that an empty field would name", () => {
    expect(options({ clientId })).toEqual({
      tenantId,
      managedIdentityClientId: clientId,
      workloadIdentityClientId: clientId,
    });
    expect(options({ clientId: "" })).not.toHaveProperty("managedIdentityClientId");
  });
});

describe("what Entra refuses is told as what to change", () => {
  test.each([
    [
      "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the secret value.",
      /secret's value/,
    ],
    ["AADSTS7000222: The provided client secret keys for app 'x' are expired.", /has expired/],
    [
      "AADSTS700016: Application with identifier 'x' was not found in the directory 'y'.",
      /no such application/,
    ],
    ["AADSTS90002: Tenant 'x' not found.", /no such tenant/],
    ["AADSTS900021: Requested tenant identifier is not valid.", /no such tenant/],
    ["AADSTS7000112: Application 'x'(nacre) is disabled.", /disabled/],
    ["AADSTS700024: Client assertion is not within its valid time range.", /clock/],
    [
      "AADSTS70021: No matching federated identity record found for presented assertion.",
      /issuer, subject and audience/,
    ],
    [
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'x'.",
      /federated credential/,
    ],
    [
      "AADSTS500011: The resource principal named https://management.usgovcloudapi.net was not found in the tenant.",
      /another cloud/,
    ],
    ["AADSTS53003: Access has been blocked by Conditional Access policies.", /Conditional access/],
    ["CredentialUnavailableError: EnvironmentCredential is unavailable.", /managed identity/],
    ["connect ETIMEDOUT 198.51.100.1:443", /reaches/],
  ])("%s", (message, remedy) => {
    expect(toConnectionError(new Error(message)).remedy).toMatch(remedy);
  });

  test("what is refused never repeats more of an answer than fits a line", () => {
    expect(toConnectionError(new Error("x".repeat(10_000))).message.length).toBeLessThan(400);
  });
});
