import { describe, expect, test } from "vitest";

import {
  all,
  cut,
  edges,
  joined,
  made,
  outcomes,
  privilege,
  put,
  sensitivity,
  turned,
  unchanged,
  without,
  type ShapeEstate,
} from "#tests/support/shape-estate.ts";

describe("sensitive grounding that anyone can read", () => {
  const store = (publicRead: boolean, level: "sensitive" | "internal" | "public" | "unclassified") =>
    made("data-store", "store", { publicRead }, sensitivity(level));
  const estate: ShapeEstate = {
    resources: [
      store(true, "sensitive"),
      made("vector-store", "index"),
      made("knowledge-base", "base"),
      made("agent", "agent"),
    ],
    relationships: edges("index ingests store", "base indexes-into index", "agent grounded-on base"),
  };
  const whole = "store index base agent";
  test.each(
    outcomes("readable-sensitive-grounding", estate, [
      ["filled into an index that an agent is grounded on", unchanged, [whole]],
      ["private", put(store(false, "sensitive"))],
      ["internal handbooks", put(store(true, "internal"))],
      ["published brochures", put(store(true, "public"))],
      ["nobody said what it holds", put(store(true, "unclassified"))],
      [
        "whether it is public is unknown",
        put(made("data-store", "store", {}, sensitivity("sensitive"), ["facets.publicRead"])),
        [],
        ["store"],
      ],
      ["nothing is filled from it", cut("index ingests store")],
      ["it is filled from the index", turned("index ingests store")],
      ["nobody reads the index yet", cut("base indexes-into index"), ["store index"]],
      [
        "a dataset that an agent is grounded on directly",
        all(
          without("store", "index", "base"),
          put(made("dataset", "data", { publicRead: true }, sensitivity("sensitive"))),
          joined("agent grounded-on data"),
        ),
        ["data agent"],
      ],
      [
        "two indexes over one store are one issue",
        all(put(made("vector-store", "index-2")), joined("index-2 ingests store")),
        [whole],
      ],
      [
        "code calls the index",
        all(put(made("compute", "app")), cut("base indexes-into index"), joined("app invokes index")),
        ["store index app"],
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("grounding that anyone can write", () => {
  const store = (publicWrite: boolean) => made("data-store", "store", { publicWrite });
  const estate: ShapeEstate = {
    resources: [store(true), made("knowledge-base", "base"), made("agent", "agent")],
    relationships: edges("base ingests store", "agent grounded-on base"),
  };
  test.each(
    outcomes("writable-grounding", estate, [
      ["a knowledge base takes it for true", unchanged, ["store base"]],
      ["only its owner writes", put(store(false))],
      [
        "who writes is unknown",
        put(made("data-store", "store", {}, {}, ["facets.publicWrite"])),
        [],
        ["store"],
      ],
      ["anyone reads but nobody writes", put(made("data-store", "store", { publicRead: true }))],
      ["the base is read into the store", turned("base ingests store")],
      [
        "over a dataset made of it",
        all(
          put(made("dataset", "set")),
          cut("base ingests store"),
          joined("set ingests store", "base ingests set"),
        ),
        ["store set base"],
      ],
      [
        "over another store, which nobody looks into",
        all(
          put(made("data-store", "copy")),
          cut("base ingests store"),
          joined("copy ingests store", "base ingests copy"),
        ),
      ],
      [
        "each of two bases is an issue",
        all(put(made("knowledge-base", "base-2")), joined("base-2 ingests store")),
        ["store base", "store base-2"],
      ],
      [
        "each of two stores is an issue",
        all(put(made("data-store", "store-2", { publicWrite: true })), joined("base ingests store-2")),
        ["store base", "store-2 base"],
      ],
      ["an agent that reads it itself", joined("agent grounded-on store"), ["store agent", "store base"]],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("training data that outsiders reach", () => {
  const store = (facets: { publicRead?: boolean; publicWrite?: boolean; externalPrincipals?: string[] }) =>
    made("data-store", "raw", facets);
  const estate: ShapeEstate = {
    resources: [
      store({ publicRead: true }),
      made("dataset", "set"),
      made("training-job", "job"),
      made("model", "model"),
      made("model-deployment", "endpoint"),
    ],
    relationships: edges(
      "set ingests raw",
      "job trained-on set",
      "job produces model",
      "endpoint serves model",
    ),
  };
  const whole = "raw set job model endpoint";
  test.each(
    outcomes("open-training-data-to-deployed-model", estate, [
      ["public, through a dataset, a job and a model", unchanged, [whole]],
      ["anyone may write it", put(store({ publicWrite: true })), [whole]],
      ["another account may use it", put(store({ externalPrincipals: ["999900001111"] })), [whole]],
      ["its own alone", put(store({}))],
      ["who reads it is unknown", put(made("data-store", "raw", {}, {}, ["facets.publicRead"])), [], ["raw"]],
      [
        "which outsiders may is unknown",
        put(made("data-store", "raw", {}, {}, ["facets.externalPrincipals"])),
        [],
        ["raw"],
      ],
      [
        "the open dataset itself",
        all(put(store({})), put(made("dataset", "set", { publicRead: true }))),
        ["set job model endpoint"],
      ],
      ["the model is served nowhere", cut("endpoint serves model")],
      ["the job made another model", cut("job produces model")],
      ["the model was the input", turned("job produces model")],
      [
        "the model says itself what it was trained on",
        all(without("job"), joined("model trained-on set")),
        ["raw set model endpoint"],
      ],
      [
        "one model on two endpoints is two issues",
        all(put(made("model-deployment", "endpoint-2")), joined("endpoint-2 serves model")),
        [whole, "raw set job model endpoint-2"],
      ],
      ["trained straight on the store", joined("job trained-on raw"), ["raw job model endpoint"]],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("an index of sensitive data that is open", () => {
  type Facets = { publicNetwork?: boolean; broadAccess?: boolean; keyAuthentication?: boolean };
  const index = (facets: Facets, level: "sensitive" | "internal" = "sensitive") =>
    made("vector-store", "index", facets, sensitivity(level));
  const estate: ShapeEstate = {
    resources: [index({ publicNetwork: true, broadAccess: true }), made("data-store", "store")],
    relationships: edges("index ingests store"),
  };
  test.each(
    outcomes("exposed-index-of-sensitive-data", estate, [
      ["public, and everybody may query", unchanged, ["index store"]],
      ["what it was filled from is not known", cut("index ingests store"), ["index"]],
      ["private", put(index({ broadAccess: true }))],
      ["names who may query", put(index({ publicNetwork: true, keyAuthentication: true }))],
      ["holds internal data", put(index({ publicNetwork: true, broadAccess: true }, "internal"))],
      [
        "whether it is public is unknown",
        put(
          made("vector-store", "index", { broadAccess: true }, sensitivity("sensitive"), [
            "facets.publicNetwork",
          ]),
        ),
        [],
        ["index"],
      ],
      [
        "who may query is unknown",
        put(
          made("vector-store", "index", { publicNetwork: true }, sensitivity("sensitive"), [
            "facets.broadAccess",
          ]),
        ),
        [],
        ["index"],
      ],
      [
        "private, so that who may query decides nothing",
        put(made("vector-store", "index", {}, sensitivity("sensitive"), ["facets.broadAccess"])),
      ],
      [
        "two sources are one issue, told over the first",
        all(put(made("data-store", "archive")), joined("index ingests archive")),
        ["index archive"],
      ],
      ["the store is filled from it", turned("index ingests store"), ["index"]],
      [
        "a store is no index",
        put(made("data-store", "index", { publicNetwork: true }, sensitivity("sensitive"))),
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});

describe("a broad writer and an acting agent", () => {
  const writer = (level: "broad" | "admin" | "scoped" | "none", key = "writer") =>
    made("identity", key, {}, privilege(level));
  const tool = (facets: { changesState?: boolean; requiresConfirmation?: boolean }) =>
    made("agent-tool", "tool", facets);
  const estate: ShapeEstate = {
    resources: [
      writer("broad"),
      made("data-store", "store"),
      made("vector-store", "index"),
      made("knowledge-base", "base"),
      made("agent", "agent"),
      tool({ changesState: true }),
    ],
    relationships: edges(
      "writer can-write store",
      "index ingests store",
      "base grounded-on index",
      "agent grounded-on base",
      "agent uses-tool tool",
    ),
  };
  const whole = "writer store index base agent tool";
  test.each(
    outcomes("broad-writer-to-acting-agent", estate, [
      ["over an index and a base", unchanged, [whole]],
      ["over the base alone", joined("base ingests store"), ["writer store base agent tool"]],
      ["an administrator is judged elsewhere", put(writer("admin"))],
      ["a writer of this store by name", put(writer("scoped"))],
      ["no rights", put(writer("none"))],
      [
        "rights that could not be read",
        put(made("identity", "writer", {}, {}, ["facets.grants"])),
        [],
        ["writer"],
      ],
      ["may only read", all(cut("writer can-write store"), joined("writer can-read store"))],
      ["the tool changes nothing", put(tool({}))],
      ["the tool asks a person first", put(tool({ changesState: true, requiresConfirmation: true }))],
      [
        "whether it asks is unknown",
        put(made("agent-tool", "tool", { changesState: true }, {}, ["facets.requiresConfirmation"])),
        [],
        ["tool"],
      ],
      [
        "a tool that no agent uses casts no doubt",
        all(cut("agent uses-tool tool"), put(made("agent-tool", "tool", {}, {}, ["facets.changesState"]))),
      ],
      ["the tool uses the agent", turned("agent uses-tool tool")],
      [
        "two writers are one issue",
        all(put(writer("broad", "another")), joined("another can-write store")),
        ["another store index base agent tool"],
      ],
      [
        "four edges from store to agent are too many",
        all(
          put(made("vector-store", "second")),
          cut("index ingests store"),
          joined("second ingests store", "index ingests second"),
        ),
      ],
    ]),
  )("$name", ({ found, expected }) => {
    expect(found()).toEqual(expected);
  });
});
