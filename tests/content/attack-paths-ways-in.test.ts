import { describe, expect, test } from "vitest";

import {
  all,
  cut,
  edges,
  gapIn,
  joined,
  made,
  outcomes,
  privilege,
  put,
  reach,
  sensitivity,
  turned,
  unchanged,
  without,
  type ShapeEstate,
} from "#tests/support/shape-estate.ts";

describe("an open way in to an unguarded model", () => {
  const estate: ShapeEstate = {
    resources: [
      made("api", "shop-api", { publicNetwork: true, authentication: "none" }, reach("anyone")),
      made("api", "inner-api"),
      made("compute", "router"),
      made("ai-service", "openai"),
      made("model-deployment", "gpt"),
      made("guardrail", "filter"),
    ],
    relationships: edges(
      "shop-api routes-to inner-api",
      "inner-api routes-to router",
      "router invokes openai",
      "gpt hosted-on openai",
    ),
  };
  const whole = "shop-api inner-api router openai gpt";
  test.each(
    outcomes("open-way-in-to-unguarded-model", estate, [
      ["through two hops and a service", unchanged, [whole]],
      [
        "the service contains the deployment instead",
        all(cut("gpt hosted-on openai"), joined("openai contains gpt")),
        [whole],
      ],
      ["it asks for a key", put(made("api", "shop-api", { publicNetwork: true, authentication: "key" }))],
      [
        "it asks for an identity",
        put(made("api", "shop-api", { publicNetwork: true, authentication: "identity" })),
      ],
      [
        "it answers nobody directly",
        put(made("api", "shop-api", { publicNetwork: true, authentication: "unreachable" })),
      ],
      ["it is on no public network", put(made("api", "shop-api", { authentication: "none" }))],
      [
        "what stands before it lets no stranger in",
        put(made("api", "shop-api", { publicNetwork: true, authentication: "none" }, reach("internal"))),
      ],
      [
        "what stands before it was not collected",
        put(made("api", "shop-api", { publicNetwork: true, authentication: "none" })),
        [],
        ["shop-api"],
      ],
      ["the deployment has a guardrail", joined("gpt guarded-by filter")],
      ["the service alone has a guardrail", joined("openai guarded-by filter"), [whole]],
      ["its guardrails were not collected", gapIn("guarded-by"), [whole]],
      ["it names a guardrail that nobody collected", joined("gpt guarded-by elsewhere"), [], ["gpt"]],
      [
        "its own guardrails could not be read",
        put(made("model-deployment", "gpt", {}, {}, ["relationships.guarded-by"])),
        [],
        ["gpt"],
      ],
      [
        "whether it asks for anything is unknown",
        put(made("api", "shop-api", { publicNetwork: true }, {}, ["facets.authentication"])),
        [],
        ["shop-api"],
      ],
      [
        "whether it is public is unknown",
        put(made("api", "shop-api", { authentication: "none" }, {}, ["facets.publicNetwork"])),
        [],
        ["shop-api"],
      ],
      ["nothing is deployed on the service", without("gpt")],
      ["the call goes the other way", turned("router invokes openai")],
      ["the hosting goes the other way", turned("gpt hosted-on openai")],
      ["four edges before the service", joined("router invokes extra"), [whole]],
      [
        "five edges before the service are too many",
        all(
          put(made("compute", "second"), made("compute", "third")),
          cut("router invokes openai"),
          joined("router invokes second", "second invokes third", "third invokes openai"),
        ),
      ],
      [
        "a store stands in between",
        all(
          put(made("data-store", "queue")),
          cut("inner-api routes-to router"),
          joined("inner-api routes-to queue", "queue invokes router"),
        ),
      ],
      [
        "round in a circle first",
        joined("router invokes inner-api", "inner-api routes-to shop-api"),
        [whole],
      ],
      [
        "two deployments, one guarded",
        all(
          put(made("model-deployment", "gpt-mini")),
          joined("gpt-mini hosted-on openai", "gpt-mini guarded-by filter"),
        ),
        [whole],
      ],
      [
        "two deployments, neither guarded",
        all(put(made("model-deployment", "gpt-mini")), joined("gpt-mini hosted-on openai")),
        [whole, "shop-api inner-api router openai gpt-mini"],
      ],
      [
        "a second way in is an issue of its own",
        all(
          put(made("compute", "site", { publicNetwork: true, authentication: "none" }, reach("anyone"))),
          joined("site invokes openai"),
        ),
        [whole, "site openai gpt"],
      ],
      [
        "an agent beside the deployment is not told for the service's callers",
        all(put(made("agent", "helper")), joined("helper hosted-on openai")),
        [whole],
      ],
      [
        "an agent that is called itself",
        all(put(made("agent", "helper")), joined("router invokes helper")),
        [whole, "shop-api inner-api router helper"],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("an open way in to sensitive grounding", () => {
  const estate: ShapeEstate = {
    resources: [
      made("api", "api", { publicNetwork: true, authentication: "none" }, reach("anyone")),
      made("compute", "fn"),
      made("agent", "agent"),
      made("knowledge-base", "base"),
      made("vector-store", "index"),
      made("data-store", "store", {}, sensitivity("sensitive")),
    ],
    relationships: edges(
      "api routes-to fn",
      "fn invokes agent",
      "agent grounded-on base",
      "base indexes-into index",
      "index ingests store",
    ),
  };
  const whole = "api fn agent base index store";
  test.each(
    outcomes("open-way-in-to-sensitive-grounding", estate, [
      ["through an agent, its base and its index", unchanged, [whole]],
      ["a shorter way is told", joined("base ingests store"), ["api fn agent base store"]],
      ["the store is internal", put(made("data-store", "store", {}, sensitivity("internal")))],
      ["the store is public", put(made("data-store", "store", {}, sensitivity("public")))],
      ["nobody said what the store holds", put(made("data-store", "store", {}, sensitivity("unclassified")))],
      ["a dataset instead of a store", put(made("dataset", "store", {}, sensitivity("sensitive"))), [whole]],
      [
        "the agent is called with an identity",
        put(made("api", "api", { publicNetwork: true, authentication: "identity" })),
      ],
      ["the index is filled by somebody who is read instead", turned("index ingests store")],
      ["the base is grounded on the agent instead", turned("agent grounded-on base")],
      [
        "a function stands between base and store",
        all(
          put(made("compute", "loader")),
          cut("base indexes-into index"),
          joined("base invokes loader", "loader ingests store"),
        ),
        // The function is no part of what grounds the agent, and nobody calls it from outside.
      ],
      [
        "the code reads the index itself",
        all(without("agent"), joined("fn invokes index")),
        ["api fn index store"],
      ],
      [
        "the way in is the code itself",
        all(
          without("api"),
          put(made("compute", "fn", { publicNetwork: true, authentication: "none" }, reach("anyone"))),
          joined("fn grounded-on base"),
        ),
        // Both answer from it: the agent, and the code by itself.
        ["fn agent base index store", "fn base index store"],
      ],
      [
        "two stores are one issue, told over the first",
        all(
          put(made("data-store", "archive", {}, sensitivity("sensitive"))),
          joined("index ingests archive"),
        ),
        ["api fn agent base index archive"],
      ],
      ["the collection of what is ingested failed", all(gapIn("ingests"), cut("index ingests store"))],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("an exposed application whose callers may replace the filter", () => {
  const estate: ShapeEstate = {
    resources: [
      made("compute", "app", { publicNetwork: true, authentication: "identity" }, reach("credential")),
      made("ai-service", "service"),
      made("model-deployment", "deployment"),
      made("guardrail", "filter", { callerMayOverride: true }),
    ],
    relationships: edges(
      "app invokes service",
      "deployment hosted-on service",
      "deployment guarded-by filter",
    ),
  };
  const whole = "app service deployment filter";
  test.each(
    outcomes("exposed-app-to-overridable-filter", estate, [
      ["it answers the internet to whoever signs in", unchanged, [whole]],
      [
        "it is private, but something in front of it is exposed",
        put(made("compute", "app", { authentication: "identity" }, reach("anyone"))),
        [whole],
      ],
      ["it is private", put(made("compute", "app", { authentication: "identity" }, reach("internal")))],
      [
        "it answers nobody directly",
        put(
          made("compute", "app", { publicNetwork: true, authentication: "unreachable" }, reach("internal")),
        ),
      ],
      [
        "how far it is reached rests on a gap",
        put(made("compute", "app", { authentication: "identity" }, {})),
        [],
        ["app"],
      ],
      ["the filter cannot be replaced", put(made("guardrail", "filter"))],
      [
        "whether it can be replaced is unknown",
        put(made("guardrail", "filter", {}, {}, ["facets.callerMayOverride"])),
        [],
        ["filter"],
      ],
      ["the filter guards another deployment", cut("deployment guarded-by filter")],
      ["the filter is guarded by the deployment", turned("deployment guarded-by filter")],
      [
        "an agent instead of a service",
        all(put(made("agent", "agent")), joined("app invokes agent", "agent guarded-by filter")),
        [whole, "app agent filter"],
      ],
      [
        "two applications before one deployment are one issue",
        all(
          put(made("compute", "app-2", { publicNetwork: true, authentication: "none" }, reach("anyone"))),
          joined("app-2 invokes service"),
        ),
        [whole],
      ],
      [
        "two filters are two issues",
        all(
          put(made("guardrail", "filter-2", { callerMayOverride: true })),
          joined("deployment guarded-by filter-2"),
        ),
        [whole, "app service deployment filter-2"],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("an exposed application with rights over secrets", () => {
  const estate: ShapeEstate = {
    resources: [
      made("compute", "app", {}, reach("credential")),
      made("identity", "identity", {}, privilege("broad")),
      made("key-vault", "vault"),
    ],
    relationships: edges("app runs-as identity", "identity can-manage vault"),
  };
  const whole = "app identity vault";
  test.each(
    outcomes("exposed-compute-to-secrets", estate, [
      ["it answers whoever holds a credential", unchanged, [whole]],
      ["it answers anyone", put(made("compute", "app", {}, reach("anyone"))), [whole]],
      ["it is internal", put(made("compute", "app", {}, reach("internal")))],
      ["how far it is reached rests on a gap", put(made("compute", "app", {}, {})), [], ["app"]],
      ["an administrator", put(made("identity", "identity", {}, privilege("admin"))), [whole]],
      ["an identity of named rights", put(made("identity", "identity", {}, privilege("scoped")))],
      ["an identity without rights", put(made("identity", "identity", {}, privilege("none")))],
      [
        "an identity whose grants could not be read",
        put(made("identity", "identity", {}, {}, ["facets.grants"])),
        [],
        ["identity"],
      ],
      ["a secret instead of a vault", put(made("secret", "vault")), [whole]],
      ["a key is no secret", put(made("key", "vault"))],
      ["it may read it", all(cut("identity can-manage vault"), joined("identity can-read vault")), [whole]],
      ["it may write it", all(cut("identity can-manage vault"), joined("identity can-write vault")), [whole]],
      ["it may only assume", all(cut("identity can-manage vault"), joined("identity can-assume vault"))],
      ["the vault may manage the identity", turned("identity can-manage vault")],
      ["the identity runs as the application", turned("app runs-as identity")],
      [
        "through a second identity it assumes",
        all(
          put(made("identity", "second", {}, privilege("broad"))),
          cut("identity can-manage vault"),
          joined("identity can-assume second", "second can-manage vault"),
        ),
      ],
      [
        "several secrets are one issue of the application and its identity",
        all(
          put(made("secret", "key-1"), made("secret", "key-2")),
          joined("identity can-read key-1", "identity can-read key-2"),
        ),
        ["app identity key-1"],
      ],
      ["a notebook is no application", put(made("notebook", "app", {}, reach("credential")))],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("an open tool server", () => {
  const estate: ShapeEstate = {
    resources: [
      made("agent-tool", "tool", { publicNetwork: true, authentication: "none" }),
      made("compute", "caller"),
      made("ai-service", "service"),
    ],
    relationships: edges("caller invokes tool", "caller invokes service"),
  };
  test.each(
    outcomes("open-tool-server", estate, [
      ["code that calls a model uses it", unchanged, ["tool caller"]],
      ["it asks for a key", put(made("agent-tool", "tool", { publicNetwork: true, authentication: "key" }))],
      ["it is private", put(made("agent-tool", "tool", { authentication: "none" }))],
      [
        "whether it asks is unknown",
        put(made("agent-tool", "tool", { publicNetwork: true }, {}, ["facets.authentication"])),
        [],
        ["tool"],
      ],
      ["its caller calls no model", cut("caller invokes service")],
      [
        "an agent uses it",
        all(put(made("agent", "agent")), cut("caller invokes tool"), joined("agent uses-tool tool")),
        ["tool agent"],
      ],
      ["the tool calls its caller", turned("caller invokes tool")],
      [
        "an open API that an AI application calls",
        all(put(made("api", "tool", { publicNetwork: true, authentication: "none" }))),
        ["tool caller"],
      ],
      [
        "an open function that calls a model itself is an application, not a tool",
        all(
          put(made("compute", "tool", { publicNetwork: true, authentication: "none" })),
          joined("tool invokes service"),
        ),
      ],
      [
        "what serves a tool is told as the tool",
        all(
          put(made("compute", "backend", { publicNetwork: true, authentication: "none" })),
          joined("tool invokes backend", "caller invokes backend"),
        ),
        ["tool caller"],
      ],
      [
        "several callers are one issue",
        all(put(made("compute", "other")), joined("other invokes tool", "other invokes service")),
        ["tool caller"],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});
