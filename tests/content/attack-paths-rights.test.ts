import { describe, expect, test } from "vitest";

import type { Grant } from "#lib/domain/ability.ts";
import {
  all,
  cut,
  edges,
  joined,
  made,
  outcomes,
  privilege,
  put,
  turned,
  unchanged,
  without,
  type ShapeEstate,
} from "#tests/support/shape-estate.ts";

describe("a clear credential of an AI service", () => {
  const estate: ShapeEstate = {
    resources: [
      made("compute", "fn", { secretVariables: ["API_KEY"] }),
      made("ai-service", "service", { keyAuthentication: true }),
      made("model-deployment", "gpt"),
    ],
    relationships: edges("fn holds-credential-of service", "gpt hosted-on service"),
  };
  test.each(
    outcomes("clear-credential-to-ai-service", estate, [
      ["opens what is deployed there", unchanged, ["fn service gpt"]],
      ["opens a service with nothing on it", without("gpt"), ["fn service"]],
      [
        "a build that holds it",
        put(made("build", "fn", { secretVariables: ["API_KEY"] })),
        ["fn service gpt"],
      ],
      ["nothing in clear", put(made("compute", "fn"))],
      [
        "what its settings hold is unknown",
        put(made("compute", "fn", {}, {}, ["facets.secretVariables"])),
        [],
        ["fn"],
      ],
      ["a secret of something else", cut("fn holds-credential-of service")],
      ["the service holds its credential", turned("fn holds-credential-of service")],
      ["of an index", all(without("service", "gpt"), put(made("vector-store", "service"))), ["fn service"]],
      ["of a store is another matter", put(made("data-store", "service"))],
      [
        "several deployments are one issue",
        all(put(made("model-deployment", "another")), joined("another hosted-on service")),
        ["fn service another"],
      ],
      [
        "two functions are two issues",
        all(
          put(made("compute", "fn-2", { secretVariables: ["KEY"] })),
          joined("fn-2 holds-credential-of service"),
        ),
        ["fn service gpt", "fn-2 service gpt"],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("a notebook on the internet and a model's files", () => {
  const estate: ShapeEstate = {
    resources: [
      made("notebook", "notebook", { publicAddress: true }),
      made("identity", "identity", {}, privilege("broad")),
      made("data-store", "files"),
      made("model", "model"),
    ],
    relationships: edges(
      "notebook runs-as identity",
      "identity can-write files",
      "model stores-artifacts-in files",
    ),
  };
  const whole = "notebook identity files";
  test.each(
    outcomes("exposed-notebook-to-model-artifacts", estate, [
      ["may replace them", unchanged, [whole]],
      ["may take them", all(cut("identity can-write files"), joined("identity can-read files")), [whole]],
      [
        "may do anything to them",
        all(cut("identity can-write files"), joined("identity can-manage files")),
        [whole],
      ],
      ["may only encrypt", all(cut("identity can-write files"), joined("identity can-pass files"))],
      ["has no public address", put(made("notebook", "notebook"))],
      [
        "its address is unknown",
        put(made("notebook", "notebook", {}, {}, ["facets.publicAddress"])),
        [],
        ["notebook"],
      ],
      ["runs as an administrator", put(made("identity", "identity", {}, privilege("admin"))), [whole]],
      ["runs as an identity of its own", put(made("identity", "identity", {}, privilege("scoped")))],
      [
        "what it runs as could not be read",
        put(made("identity", "identity", {}, {}, ["facets.grants"])),
        [],
        ["identity"],
      ],
      ["no model keeps files there", cut("model stores-artifacts-in files")],
      ["the files are kept in the model", turned("model stores-artifacts-in files")],
      ["the identity runs as the notebook", turned("notebook runs-as identity")],
      [
        "two stores of models are one issue",
        all(
          put(made("data-store", "archive")),
          joined("identity can-write archive", "model stores-artifacts-in archive"),
        ),
        ["notebook identity archive"],
      ],
      [
        "two notebooks are two issues",
        all(
          put(made("notebook", "notebook-2", { publicAddress: true })),
          joined("notebook-2 runs-as identity"),
        ),
        [whole, "notebook-2 identity files"],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("an identity that becomes powerful through a job", () => {
  const grant = (changes: Partial<Grant> = {}): Grant => ({
    effect: "allow",
    abilities: ["deploy"],
    on: "*",
    conditional: false,
    source: "policy",
    ...changes,
  });
  const person = (level: "scoped" | "broad" | "admin" | "none", ...grants: Grant[]) =>
    made("identity", "person", { grants }, privilege(level));
  const role = (level: "admin" | "broad") => made("identity", "role", {}, privilege(level));
  const estate: ShapeEstate = {
    resources: [person("scoped", grant()), role("admin"), made("notebook", "notebook")],
    relationships: edges("person can-pass role", "notebook runs-as role"),
  };
  const whole = "person role notebook";
  test.each(
    outcomes("pass-role-to-privileged-training", estate, [
      ["may deploy and pass the administrator's role", unchanged, [whole]],
      ["broad, and may manage", put(person("broad", grant({ abilities: ["manage"] }))), [whole]],
      ["an administrator gains nothing", put(person("admin", grant()))],
      ["without rights", put(person("none"))],
      ["may start nothing", put(person("scoped", grant({ abilities: ["read-data"] })))],
      ["is denied to start anything", put(person("scoped", grant({ effect: "deny" })))],
      ["what it may is unknown", put(made("identity", "person", {}, {}, ["facets.grants"])), [], ["person"]],
      ["the role is broad, no administrator's", put(role("broad"))],
      [
        "what the role may is unknown",
        put(made("identity", "role", {}, {}, ["facets.grants"])),
        [],
        ["role"],
      ],
      ["nothing runs as the role", cut("notebook runs-as role")],
      ["a function runs as it", put(made("compute", "notebook"))],
      ["a training job runs as it", put(made("training-job", "notebook")), [whole]],
      ["the role may pass the person", turned("person can-pass role")],
      [
        "may assume it, which is another matter",
        all(cut("person can-pass role"), joined("person can-assume role")),
      ],
      [
        "two jobs of one role are one issue",
        all(put(made("training-job", "job")), joined("job runs-as role")),
        ["person role job"],
      ],
      [
        "two people are two issues",
        all(
          put(made("identity", "other", { grants: [grant()] }, privilege("scoped"))),
          joined("other can-pass role"),
        ),
        ["other role notebook", whole],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("an image that can be replaced", () => {
  const estate: ShapeEstate = {
    resources: [
      made("image-registry", "images"),
      made("compute", "app"),
      made("identity", "role", {}, privilege("broad")),
      made("agent", "agent"),
    ],
    relationships: edges("app pulls-image images", "app runs-as role", "app invokes agent"),
  };
  const whole = "images app role";
  test.each(
    outcomes("replaceable-image-to-privileged-workload", estate, [
      ["runs as broad code that calls a model", unchanged, [whole]],
      ["tags cannot move", put(made("image-registry", "images", { immutableTags: true }))],
      [
        "whether they can is unknown",
        put(made("image-registry", "images", {}, {}, ["facets.immutableTags"])),
        [],
        ["images"],
      ],
      ["the code calls no model", cut("app invokes agent")],
      ["a model's own image", put(made("model", "app")), [whole]],
      ["a deployment's image", put(made("model-deployment", "app")), [whole]],
      ["a training job's image", put(made("training-job", "app")), [whole]],
      ["a notebook's image is its own", put(made("notebook", "app"))],
      ["an administrator", put(made("identity", "role", {}, privilege("admin"))), [whole]],
      ["a role of named rights", put(made("identity", "role", {}, privilege("scoped")))],
      [
        "a role that could not be read",
        put(made("identity", "role", {}, {}, ["facets.grants"])),
        [],
        ["role"],
      ],
      ["the registry pulls the code", turned("app pulls-image images")],
      [
        "each job that pulls it is an issue",
        all(put(made("training-job", "job")), joined("job pulls-image images", "job runs-as role")),
        [whole, "images job role"],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("a key service without a log", () => {
  type Facets = { publicNetwork?: boolean; keyAuthentication?: boolean; logsRequests?: boolean };
  const service = (facets: Facets, unknown: string[] = []) =>
    made("ai-service", "service", { publicNetwork: true, keyAuthentication: true, ...facets }, {}, unknown);
  const estate: ShapeEstate = {
    resources: [service({}), made("model-deployment", "gpt")],
    relationships: edges("gpt hosted-on service"),
  };
  test.each(
    outcomes("unlogged-key-service", estate, [
      ["public, with keys", unchanged, ["service gpt"]],
      ["nothing on it", without("gpt"), ["service"]],
      ["logged", put(service({ logsRequests: true }))],
      ["identities only", put(service({ keyAuthentication: false }))],
      ["private", put(service({ publicNetwork: false }))],
      ["whether it is logged is unknown", put(service({}, ["facets.logsRequests"])), [], ["service"]],
      ["whether it takes keys is unknown", put(service({}, ["facets.keyAuthentication"])), [], ["service"]],
      ["whether it is public is unknown", put(service({}, ["facets.publicNetwork"])), [], ["service"]],
      [
        "private, so that its log decides nothing",
        put(service({ publicNetwork: false }, ["facets.logsRequests"])),
      ],
      [
        "contains its deployment",
        all(cut("gpt hosted-on service"), joined("service contains gpt")),
        ["service gpt"],
      ],
      ["an agent on it is not told as what a key opens", put(made("agent", "gpt")), ["service"]],
      [
        "three deployments are one issue",
        all(
          put(made("model-deployment", "a"), made("model-deployment", "b")),
          joined("a hosted-on service", "b hosted-on service"),
        ),
        ["service a"],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});
