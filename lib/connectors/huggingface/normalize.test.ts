import { expect, test } from "vitest";

import { namesOnly, withoutKeys, withoutValues } from "./client.ts";
import { normalizeDataset } from "./datasets.ts";
import { normalizeEndpoint } from "./endpoints.ts";
import { normalizeModel } from "./models.ts";
import { onlyOrganizations } from "./scopes.ts";
import { toSpace } from "./spaces.ts";

const repository = (more: object = {}, ...files: string[]) => ({
  id: "Acme/Risk",
  private: false,
  gated: false,
  siblings: files.map((rfilename) => ({ rfilename })),
  securityRepoStatus: { scansDone: true, filesWithIssues: [] },
  ...more,
});
const modelOf = (raw: object) => normalizeModel(raw, "Acme").resources[0];

test("a model is what its files, its card and the scan say", () => {
  const found = modelOf(
    repository(
      {
        tags: ["custom_code"],
        cardData: { license: "mit", base_model: ["a/b"] },
        securityRepoStatus: {
          scansDone: true,
          filesWithIssues: [{ path: "x.pkl", level: "unsafe" }],
        },
      },
      "README.md",
      "x.pkl",
      "model.safetensors",
    ),
  );
  expect(found).toMatchObject({
    key: "huggingface.co/models/acme/risk",
    properties: {
      private: false,
      license: "mit",
      baseModels: ["a/b"],
      pickleFiles: ["x.pkl"],
      safetensors: true,
      filesWithIssues: ["x.pkl (unsafe)"],
      remoteCode: true,
      hasCard: true,
    },
    facets: { origin: "fine-tuned" },
  });
});

test.each([
  ["pytorch_model-00001-of-00002.bin", true],
  ["sub/adapter_model.bin", true],
  ["training_args.bin", true],
  ["last.ckpt", true],
  ["openvino_model.bin", false],
  ["ggml-model-q4.bin", false],
  ["model.gguf", false],
  ["model.safetensors", false],
])("%s is a pickle: %s", (file, expected) => {
  const properties = modelOf(repository({}, file))?.properties;
  expect(properties).toMatchObject({ pickleFiles: expected ? [file] : [] });
});

test("an answer that says nothing of the scan leaves it unknown", () => {
  const found = modelOf(repository({ securityRepoStatus: undefined }));
  expect(Object.keys(found?.unknown ?? {})).toEqual(["properties.scanned", "properties.filesWithIssues"]);
});

test("a gate of either kind keeps a dataset from everybody, and a script of its name loads it", () => {
  const of = (more: object) => normalizeDataset(repository(more, "Risk.py"), "Acme").resources[0];
  expect(of({})).toMatchObject({ facets: { publicRead: true }, properties: { loadingScript: true } });
  expect(of({ gated: "auto" })?.facets).toMatchObject({ publicRead: false });
});

test.each([
  ["public", { publicNetwork: true, keyAuthentication: false }, false],
  ["protected", { publicNetwork: true, keyAuthentication: true }, true],
  ["private", { publicNetwork: false, keyAuthentication: false }, true],
])("an endpoint that is %s", (type, facets, authenticated) => {
  const raw = { name: "risk", type, model: { repository: "Acme/Risk" }, status: { state: "running" } };
  expect(normalizeEndpoint(raw, "Acme").resources[0]).toMatchObject({
    facets,
    properties: { authenticated },
  });
});

test("a Space shows the names of its secrets and of credentials in its variables, and no value", () => {
  const variables = withoutValues({
    OPENAI_API_KEY: { value: "sk-0123456789abcdefghijklmn" },
    THEME: { value: "dark" },
  });
  const secrets = namesOnly({
    HF_TOKEN: { key: "HF_TOKEN", description: "hf_was", value: "hf_is", updatedAt: "2026-01-01T00:00:00Z" },
  });
  expect(JSON.stringify([variables, secrets])).not.toMatch(/sk-|dark|hf_/);
  const space = { id: "acme/demo", private: false, models: ["acme/risk"] };
  const { resources, relationships } = toSpace(space, "Acme", {
    variables: { value: variables as Record<string, { value: string | null }>, unknown: null },
    secrets: { value: secrets as Record<string, unknown>, unknown: null },
  });
  expect(resources[0]?.properties).toMatchObject({
    secretNames: ["HF_TOKEN"],
    variableNames: ["OPENAI_API_KEY", "THEME"],
  });
  expect(resources[0]?.facets).toMatchObject({
    publicNetwork: true,
    authentication: "none",
    secretVariables: ["OPENAI_API_KEY"],
  });
  expect(relationships.map(({ kind, to }) => `${kind} ${to}`)).toContain(
    "invokes huggingface.co/models/acme/risk",
  );
});

test("an organization the token's owner is not in is named, whatever else is there", async () => {
  const body = { name: "someone", orgs: [{ name: "Acme" }] };
  const transport = onlyOrganizations(
    async () => ({ at: "2026-01-01T00:00:00Z", next: null, body }),
    ["acme", "other"],
  );
  const call = { account: "-", region: null, service: "users", operation: "whoami", input: {} };
  await expect(transport(call, new AbortController().signal)).rejects.toThrow(/not a member of other/);
});

test("of a webhook is kept to whom it tells what, and neither its secret nor what its address hides", () => {
  const watched = [{ type: "org", name: "Acme" }];
  const webhook = {
    id: "1",
    url: "https://user:key@hooks.example/a?token=k",
    secret: "s3cret",
    watched,
    disabled: false,
  };
  expect(withoutKeys([webhook, { ...webhook, secret: null }])).toEqual([
    { url: "https://hooks.example", secret: "[redacted]", watched, disabled: false },
    { url: "https://hooks.example", secret: null, watched, disabled: false },
  ]);
  expect(JSON.stringify(withoutKeys([{ secret: "s3cret" }]))).not.toContain("s3cret");
});
