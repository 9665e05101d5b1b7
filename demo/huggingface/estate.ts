import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { daysAgo, told } from "../rest.ts";
import { leads, people } from "../workforce.ts";

const organization = "acme-insurance";
const model = `${organization}/letter-classifier`;
const dataset = `${organization}/labelled-letters`;

/** What Hugging Face would answer about the insurer's organization. It is kept well, as it is and once all is fixed. */
export function answer(call: ProviderCall): unknown {
  const operation = `${call.service}:${call.operation}`;
  switch (operation) {
    case "users:whoami":
      return told({ orgs: [{ name: organization }] });
    case "organizations:get-overview":
      return told({ name: organization, fullname: "Acme Insurance", numUsers: people.length });
    case "organizations:list-members":
      return told(
        people.map(({ name }) => ({
          type: "user",
          user: name,
          fullname: name,
          role: leads.has(name) ? "admin" : "contributor",
        })),
      );
    case "organizations:list-resource-groups":
      return told([{ name: "Document intake", users: [], repos: [{ name: model, type: "model" }] }]);
    case "users:list-webhooks":
      return told([
        {
          url: "https://hooks.acme-insurance.example",
          secret: "[redacted]",
          watched: [{ type: "org", name: organization }],
          disabled: false,
        },
      ]);
    case "models:list":
      return told([{ id: model, private: true }]);
    case "models:get":
      return told(modelRepository);
    case "datasets:list":
      return told([{ id: dataset, private: true }]);
    case "datasets:get":
      return told(datasetRepository);
    case "spaces:list":
      return told([]);
    case "endpoints:list":
      return told({ items: [] });
    default:
      throw new Error(`The estate does not answer ${operation}`);
  }
}

const scanned = { scansDone: true, filesWithIssues: [] };
const files = (...names: string[]) => names.map((rfilename) => ({ rfilename }));

const modelRepository = {
  id: model,
  author: organization,
  sha: "6f0d3a51c2b94e7788a1d5e0f3c4b2a19d8e7f60",
  lastModified: daysAgo(60),
  private: true,
  gated: false,
  disabled: false,
  library_name: "transformers",
  pipeline_tag: "text-classification",
  tags: ["transformers", "safetensors", "distilbert", "license:apache-2.0"],
  cardData: {
    license: "apache-2.0",
    base_model: "distilbert/distilbert-base-multilingual-cased",
    datasets: [dataset],
  },
  config: { architectures: ["DistilBertForSequenceClassification"], model_type: "distilbert" },
  siblings: files(".gitattributes", "README.md", "config.json", "model.safetensors", "tokenizer.json"),
  securityRepoStatus: scanned,
};

const datasetRepository = {
  id: dataset,
  author: organization,
  sha: "0b8c7d6e5f4a39281706f5e4d3c2b1a09f8e7d6c",
  lastModified: daysAgo(75),
  private: true,
  gated: false,
  tags: ["license:other"],
  cardData: { license: "other", license_name: "internal" },
  siblings: files(".gitattributes", "README.md", "data/train-00000-of-00001.parquet"),
  securityRepoStatus: scanned,
};
