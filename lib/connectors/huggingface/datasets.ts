import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { datasetKey, nameOf, organizationKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { eachRepository, issuesOf, licenseOf, Repository, scanUnknown } from "./repository.ts";
import { withUnknown } from "../normalized.ts";

export const datasets: Collector = {
  id: "datasets",
  title: "Dataset repositories",
  per: "account",
  produces: ["huggingface.dataset", "contains"],
  permissions: permissions("datasets:list", "datasets:get"),
  collect: (source) =>
    eachRepository(source, "datasets", (raw) => normalizeDataset(raw, source.scope.account)),
};

export function normalizeDataset(raw: unknown, account: string): Batch {
  const found = Repository.parse(raw);
  const key = datasetKey(found.id);
  const name = nameOf(found.id);
  const resource: Resource<"huggingface.dataset"> = {
    key,
    type: "huggingface.dataset",
    name,
    account,
    region: null,
    tags: {},
    properties: {
      gated: found.gated,
      license: licenseOf(found),
      scanned: found.securityRepoStatus?.scansDone === true,
      filesWithIssues: issuesOf(found),
      loadingScript: found.siblings.some(({ rfilename }) => rfilename === `${name}.py`),
    },
    facets: {
      // Behind a gate somebody is asked, or at least known by name.
      publicRead: !found.private && !found.gated,
      // The hub offers no key of one's own, and shares with nobody outside by name.
      customerKey: true,
      externalPrincipals: [],
    },
  };
  const scan = scanUnknown("datasets", found);
  return {
    resources: [withUnknown(resource, { "properties.scanned": scan, "properties.filesWithIssues": scan })],
    relationships: [{ from: organizationKey(account), kind: "contains", to: key }],
  };
}
