import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { datasetKey, modelKey, nameOf, organizationKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { eachRepository, issuesOf, licenseOf, Repository, scanUnknown } from "./repository.ts";
import { withUnknown } from "../normalized.ts";

export const models: Collector = {
  id: "models",
  title: "Model repositories",
  per: "account",
  produces: ["huggingface.model", "contains", "trained-on"],
  permissions: permissions("models:list", "models:get"),
  collect: (source) => eachRepository(source, "models", (raw) => normalizeModel(raw, source.scope.account)),
};

/** Formats that are pickles, or archives of them. */
const pickle = /\.(pt|pth|pkl|pickle|ckpt|joblib|dill)$/i;
/** What PyTorch saves under this ending; other engines keep plain numbers in files of the same one. */
const pickledBinary =
  /(^|\/)(pytorch_|adapter_|diffusion_pytorch_|training_args|optimizer|scheduler|random_states)[\w.-]*\.bin$/i;

export function normalizeModel(raw: unknown, account: string): Batch {
  const found = Repository.parse(raw);
  const files = found.siblings.map(({ rfilename }) => rfilename);
  const key = modelKey(found.id);
  const baseModels = found.cardData?.base_model ?? [];
  const resource: Resource<"huggingface.model"> = {
    key,
    type: "huggingface.model",
    name: nameOf(found.id),
    account,
    region: null,
    tags: {},
    properties: {
      private: found.private,
      gated: found.gated,
      license: licenseOf(found),
      baseModels,
      pickleFiles: files.filter((file) => pickle.test(file) || pickledBinary.test(file)).toSorted(),
      safetensors: files.some((file) => file.endsWith(".safetensors")),
      scanned: found.securityRepoStatus?.scansDone === true,
      filesWithIssues: issuesOf(found),
      // The hub puts the tag where the configuration points at code.
      remoteCode: found.tags.includes("custom_code") || Boolean(found.config?.auto_map),
      hasCard: files.includes("README.md"),
    },
    facets: {
      origin: baseModels.length > 0 ? "fine-tuned" : "custom",
      publisher: account,
      version: null,
      lifecycle: "unstated",
      // The hub offers no key of one's own.
      customerKey: true,
    },
  };
  const scan = scanUnknown("models", found);
  return {
    resources: [withUnknown(resource, { "properties.scanned": scan, "properties.filesWithIssues": scan })],
    relationships: [
      { from: organizationKey(account), kind: "contains", to: key },
      ...(found.cardData?.datasets ?? []).map((dataset) => ({
        from: key,
        kind: "trained-on" as const,
        to: datasetKey(dataset),
        reason: "Its card names the dataset",
      })),
    ],
  };
}
