import { expect, test } from "vitest";

import { normalizeProcessor } from "./document-processors.ts";

const normalize = (data: object) =>
  normalizeProcessor(
    {
      name: "//documentai.googleapis.com/projects/1/locations/eu/processors/3",
      assetType: "documentai.googleapis.com/Processor",
      resource: { data: { name: "projects/1/locations/eu/processors/3", type: "OCR_PROCESSOR", ...data } },
    },
    { account: "acme", region: null },
  );

test("a processor is encrypted by the key it names", () => {
  const kmsKeyName = "projects/p/locations/eu/keyRings/r/cryptoKeys/k";
  const { resources, relationships } = normalize({ displayName: "invoices", kmsKeyName });
  expect(resources[0]).toMatchObject({
    key: "//documentai.googleapis.com/projects/acme/locations/eu/processors/3",
    name: "invoices",
    region: "eu",
    facets: { customerKey: true },
  });
  expect(relationships).toMatchObject([{ kind: "encrypted-by" }]);
  expect(normalize({}).resources[0]).toMatchObject({ name: "3", properties: { kmsKey: null } });
});
