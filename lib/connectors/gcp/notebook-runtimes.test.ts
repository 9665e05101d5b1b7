import { expect, test } from "vitest";

import { normalizeNotebookRuntime } from "./notebook-runtimes.ts";

const scope = { account: "acme", region: null };
const normalize = (data: object) =>
  normalizeNotebookRuntime(
    {
      name: "//aiplatform.googleapis.com/projects/1/locations/us-central1/notebookRuntimes/3",
      assetType: "aiplatform.googleapis.com/NotebookRuntime",
      resource: { data: { name: "projects/1/locations/us-central1/notebookRuntimes/3", ...data } },
    },
    scope,
  );

test("a runtime that states nothing has no way to the internet, no key, no secure boot, and stops when idle", () => {
  expect(normalize({}).resources[0]).toMatchObject({
    properties: { endUserCredentials: true, secureBoot: false, idleShutdown: true, serviceAccount: null },
    facets: { publicAddress: false, customerKey: false, privateNetwork: true },
  });
});

test("one on the internet, kept running, that acts as a service account", () => {
  const { resources, relationships } = normalize({
    networkSpec: { enableInternetAccess: true },
    idleShutdownConfig: { idleShutdownDisabled: true },
    eucConfig: { eucDisabled: true },
    serviceAccount: "lab@acme.iam.gserviceaccount.com",
  });
  expect(resources[0]).toMatchObject({
    properties: { endUserCredentials: false, idleShutdown: false },
    facets: { publicAddress: true, privateNetwork: false },
  });
  expect(relationships).toMatchObject([{ kind: "runs-as" }]);
});
