import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { ConnectionError } from "#lib/domain/provider-call.ts";
import { parseKubeconfig } from "./kubeconfig.ts";

const pem = (what: string) => `-----BEGIN ${what}-----\nMIIB\n-----END ${what}-----\n`;
const base64 = (text: string) => Buffer.from(text).toString("base64");

type Parts = { cluster?: object; user?: object; top?: object };
const kubeconfig = ({ cluster = {}, user = { token: "abc.def-ghi_jkl" }, top = {} }: Parts = {}) =>
  stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "dev",
    contexts: [
      { name: "other", context: { cluster: "gone", user: "gone" } },
      { name: "dev", context: { cluster: "acme-dev", user: "reader" } },
    ],
    clusters: [
      {
        name: "acme-dev",
        cluster: {
          server: "https://198.51.100.7:6443/",
          "certificate-authority-data": base64(pem("CERTIFICATE")),
          ...cluster,
        },
      },
    ],
    users: [{ name: "reader", user }],
    ...top,
  });

test("the current context says which cluster, and by which token", () => {
  expect(parseKubeconfig(kubeconfig())).toEqual({
    server: "https://198.51.100.7:6443",
    clusterName: "acme-dev",
    ca: pem("CERTIFICATE"),
    serverName: undefined,
    credential: { kind: "token", token: "abc.def-ghi_jkl" },
  });
});

test("a client certificate with its key is as good as a token", () => {
  const user = {
    "client-certificate-data": base64(pem("CERTIFICATE")),
    "client-key-data": base64(pem("PRIVATE KEY")),
  };
  expect(parseKubeconfig(kubeconfig({ user })).credential).toEqual({
    kind: "certificate",
    cert: pem("CERTIFICATE"),
    key: pem("PRIVATE KEY"),
  });
});

describe("is refused, naming the field and what to do:", () => {
  test.each<[string, Parts, RegExp]>([
    ["a program", { user: { exec: { command: "aws", args: ["eks", "get-token"] } } }, /exec/],
    ["a program beside a token", { user: { token: "t", exec: { command: "sh" } } }, /exec/],
    ["an auth provider", { user: { "auth-provider": { name: "gcp" } } }, /auth-provider/],
    ["a token in a file", { user: { tokenFile: "/etc/passwd" } }, /tokenFile/],
    [
      "a certificate in a file",
      { user: { "client-certificate": "/a", "client-key": "/b" } },
      /client-certificate/,
    ],
    ["a CA in a file", { cluster: { "certificate-authority": "/etc/passwd" } }, /certificate-authority/],
    ["no check of the server", { cluster: { "insecure-skip-tls-verify": true } }, /insecure-skip-tls-verify/],
    ["a proxy", { cluster: { "proxy-url": "http://192.0.2.1" } }, /proxy-url/],
    ["a password", { user: { username: "admin", password: "hunter22" } }, /username/],
    ["somebody else's name", { user: { token: "t", as: "system:admin" } }, /user\.as\b/],
    ["plain http", { cluster: { server: "http://198.51.100.7" } }, /https/],
    ["a server that is none", { cluster: { server: "file:///etc/passwd" } }, /https/],
    ["a token that breaks out of its header", { user: { token: "a\r\nX: y" } }, /token/],
    ["a user without anything", { user: {} }, /neither a token/],
    ["a context that is not there", { top: { "current-context": "gone" } }, /gone/],
    [
      "a CA that is no certificate",
      { cluster: { "certificate-authority-data": "AAAA" } },
      /certificate-authority-data/,
    ],
    ["no contexts", { top: { contexts: null } }, /contexts/],
  ])("%s", (_, parts, message) => {
    let refusal: unknown;
    try {
      parseKubeconfig(kubeconfig(parts));
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(ConnectionError);
    expect(refusal).toMatchObject({
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/.{20}/),
    });
  });

  test.each(["", "just words", "a: [", "a: &x [1]\nb: *x", `${"[".repeat(5_000)}`])("%.20j", (source) => {
    expect(() => parseKubeconfig(source)).toThrow(ConnectionError);
  });
});
