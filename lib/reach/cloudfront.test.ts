import { describe, expect, test } from "vitest";

import { related } from "#lib/domain/sample-resource.ts";
import { make, reachIn, type Estate } from "#tests/factories/reach-estate.ts";

describe("CloudFront", () => {
  const front = (facets: object = {}, unknown: string[] = []) =>
    make(
      "aws.cloudfront.distribution",
      "cdn",
      { publicNetwork: true, authentication: "none", ...facets },
      {},
      unknown,
    );
  const bucket = make("aws.s3.bucket", "bucket", { publicNetwork: true });
  const shut = make("aws.s3.bucket", "bucket", {});
  const inside = make("aws.elbv2.load-balancer", "lb", { authentication: "none" }, { ports: ["tcp 443"] });
  const rest = make("aws.apigateway.rest-api", "api", { publicNetwork: true, authentication: "identity" });
  const fn = make("aws.lambda.function", "fn", { publicNetwork: true, authentication: "identity" });
  const to = (key: string) => related(`cdn routes-to ${key}` as "cdn routes-to x");
  const right = (kind: "can-read" | "can-invoke", key: string, reason = "policy, statement 1") => [
    { from: "cdn", kind, to: key, reason },
  ];
  const maybe = "policy, statement 1, under a condition on aws:sourceorgid";

  test.each<[string, string, Estate, string]>([
    [
      "a bucket it reads by its own right",
      "bucket",
      { resources: [front(), shut], edges: [...to("bucket"), ...right("can-read", "bucket")] },
      "anyone",
    ],
    [
      "one it reads for who holds a signed address",
      "bucket",
      {
        resources: [front({ authentication: "key" }), shut],
        edges: [...to("bucket"), ...right("can-read", "bucket")],
      },
      "credential",
    ],
    [
      "one that may let it in",
      "bucket",
      { resources: [front(), shut], edges: [...to("bucket"), ...right("can-read", "bucket", maybe)] },
      "unknown",
    ],
    [
      "one that asks the caller itself",
      "bucket",
      { resources: [front(), bucket], edges: to("bucket") },
      "credential",
    ],
    [
      "a distribution that is switched off",
      "bucket",
      {
        resources: [front({ publicNetwork: false }), shut],
        edges: [...to("bucket"), ...right("can-read", "bucket")],
      },
      "internal",
    ],
    [
      "one whose code may ask for anything",
      "bucket",
      {
        resources: [front({}, ["facets.authentication"]), shut],
        edges: [...to("bucket"), ...right("can-read", "bucket")],
      },
      "unknown",
    ],
    ["a load balancer inside the network", "lb", { resources: [front(), inside], edges: to("lb") }, "anyone"],
    ["an API that asks by itself", "api", { resources: [front(), rest], edges: to("api") }, "credential"],
    ["a function that asks by itself", "fn", { resources: [front(), fn], edges: to("fn") }, "credential"],
    [
      "a function it calls by its own right",
      "fn",
      { resources: [front(), fn], edges: [...to("fn"), ...right("can-invoke", "fn")] },
      "anyone",
    ],
  ])("%s", (_, key, estate, expected) => {
    expect(reachIn(key, estate).reach).toBe(expected);
  });

  test("the route names the distribution, its firewall and what opens the bucket", () => {
    const { hops } = reachIn("bucket", {
      resources: [front({ firewall: true }), shut],
      edges: [...to("bucket"), ...right("can-read", "bucket")],
    });
    expect(hops.map(({ text }) => text)).toEqual([
      "cdn is on a public network",
      "cdn lets a web application firewall look at each call",
      "cdn asks for no proof of identity",
      "cdn routes to bucket",
      "bucket lets cdn in, whoever calls that",
    ]);
  });
});
