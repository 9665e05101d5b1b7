import { expect, test } from "vitest";

import { ingestedContainers } from "./search-indexers.ts";

const account = "/subscriptions/S/resourceGroups/RG/providers/Microsoft.Storage/storageAccounts/Docs";
const source = (connectionString: string | null, type = "azureblob") => [
  { name: "src", type, credentials: { connectionString }, container: { name: "policies" } },
];
const indexer = [{ name: "idx", dataSourceName: "src" }];

test("a source that connects with an identity names its container", () => {
  expect(ingestedContainers(indexer, source(`ResourceId=${account};`))).toEqual({
    containers: [
      { key: `${account.toLowerCase()}/blobservices/default/containers/policies`, indexer: "idx" },
    ],
    unknown: null,
  });
});

test("a source whose key was blanked out is unknown, not absent", () => {
  const { containers, unknown } = ingestedContainers(indexer, source(null));
  expect(containers).toEqual([]);
  expect(unknown).toMatchObject({ reason: "unsupported", call: "search:DataSources_List" });
});

test("a source that no indexer reads feeds nothing", () => {
  expect(ingestedContainers([], source(`ResourceId=${account};`)).containers).toEqual([]);
});

test("a source that is no blob storage is left alone", () => {
  expect(ingestedContainers(indexer, source(null, "azuresql"))).toEqual({ containers: [], unknown: null });
});

const link = (target: string, groupId = "blob") => ({
  properties: { groupId, privateLinkResourceId: target },
});

test("a source whose key was blanked out reads the only storage the service is linked to", () => {
  const { containers, unknown } = ingestedContainers(indexer, source(null), [
    link(account),
    link("/vault", "vault"),
  ]);
  expect(containers.map(({ key }) => key)).toEqual([
    `${account.toLowerCase()}/blobservices/default/containers/policies`,
  ]);
  expect(unknown).toBeNull();
});

test("two linked storage accounts are no answer", () => {
  const { containers, unknown } = ingestedContainers(indexer, source(null), [link(account), link("/other")]);
  expect(containers).toEqual([]);
  expect(unknown).not.toBeNull();
});
