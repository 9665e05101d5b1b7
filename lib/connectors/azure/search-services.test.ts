import { expect, test } from "vitest";

import { normalizeSearchService, type SearchAnswers } from "./search-services.ts";

const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Search/searchServices/srch";
type Row = Parameters<typeof normalizeSearchService>[0];
const serviceOf = (properties: Row["properties"], answers: Partial<SearchAnswers> = {}) =>
  normalizeSearchService({ id, name: "srch", location: "westeurope", properties }, "s", {
    logging: { logs: true, unknown: null },
    dataSources: { value: { value: [] }, unknown: null },
    indexers: { value: { value: [] }, unknown: null },
    ...answers,
  }).resources[0];

test("a service whose settings were never touched is open and keyed", () => {
  expect(serviceOf({})?.facets).toMatchObject({
    publicNetwork: true,
    keyAuthentication: true,
    customerKey: false,
    hosts: ["srch.search.windows.net"],
  });
});

test("its first address rule closes it to every other address, unless that rule is everybody", () => {
  const networkRuleSet = (value: string) => ({ networkRuleSet: { ipRules: [{ value }] } });
  expect(serviceOf(networkRuleSet("192.0.2.1"))?.facets).toMatchObject({ publicNetwork: false });
  expect(serviceOf(networkRuleSet("0.0.0.0/0"))?.facets).toMatchObject({ publicNetwork: true });
});

test("customer keys that are enforced but not yet everywhere protect only a part", () => {
  const encrypted = (encryptionComplianceStatus: string) =>
    serviceOf({ encryptionWithCmk: { enforcement: "Enabled", encryptionComplianceStatus } })?.facets;
  expect(encrypted("NonCompliant")).toMatchObject({ customerKey: false });
  expect(encrypted("Compliant")).toMatchObject({ customerKey: true });
});

test("indexers that may not be listed leave unknown what it ingests, and nothing else", () => {
  const unknown = { reason: "denied", call: "search:Indexers_List", permission: "p", message: "no" } as const;
  const found = serviceOf({}, { indexers: { value: null, unknown } });
  expect(found?.unknown).toEqual({ "relationships.ingests": unknown });
});
