import { expect, test } from "vitest";

import { collectAzure, denied, graphRows, idOf, type Answers } from "#tests/support/recorded-azure.ts";
import { labelOf, purviewDataMap, storeOf } from "./purview-data-map.ts";

const type = "microsoft.purview/accounts";
const account = {
  id: idOf("Microsoft.Purview/accounts", "acme-map"),
  name: "acme-map",
  type,
  properties: {},
};
const query = "Microsoft.Purview/Discovery_Query";
const card = "MICROSOFT.FINANCIAL.CREDIT_CARD_NUMBER";
const mail = "MICROSOFT.PERSONAL.EMAIL";

type Body = { facets?: unknown; filter?: { classification: string }; continuationToken?: string };
const answering =
  (facets: readonly string[], found: (body: Body) => object): Answers[string] =>
  // Safe because these are the bodies that the collector sends.
  ({ body }) => {
    const asked = body as Body;
    if (asked.filter) return found(asked);
    const classification = facets.map((value) => ({ value, count: 1 }));
    return { "@search.count": 40, "@search.facets": { classification }, value: [] };
  };
const collect = (answer: Answers[string], rows = [account]) =>
  collectAzure(purviewDataMap, {
    "Microsoft.ResourceGraph/Resources": graphRows(...rows),
    [query]: answer ?? {},
  });
const assets = (...names: string[]) => ({
  value: names.map((qualifiedName) => ({ qualifiedName, name: "x" })),
});

test("a tenant without Purview is asked nothing", async () => {
  const { calls, resources } = await collect({}, []);
  expect([calls.filter(({ operation }) => operation === query), resources]).toEqual([[], []]);
});

test("stores are told with what was found in them, and no file of theirs", async () => {
  const { get, outcome, calls } = await collect(
    answering([card, mail, "MICROSOFT.PERSONAL.US.STATE_NAME", "Our own"], ({ filter }) =>
      filter?.classification === card
        ? assets("https://claimsdata.blob.core.windows.net/letters/2026/R-Haas.csv")
        : assets(
            "https://claimsdata.dfs.core.windows.net/letters/a.csv",
            "mssql://Claims.database.windows.net/db/dbo/people",
            "https://app.powerbi.com/groups/x",
          ),
    ),
  );
  expect(outcome.unknown).toBeNull();
  expect(get("acme-map")).toMatchObject({
    properties: {
      assetCount: 40,
      classifiedStores: [
        { store: "claims.database.windows.net", classifications: [mail] },
        { store: "claimsdata/letters", classifications: [card, mail] },
      ],
    },
    facets: { enabled: true, coversAi: true },
  });
  expect(JSON.stringify(get("acme-map"))).not.toMatch(/Haas/);
  expect(calls.filter(({ operation }) => operation === query)).toHaveLength(3);
});

const secret = "Microsoft.Label.9FBDE396_1A24_4C79_8EDF_9254A0F35055";
test("stores are told with the labels of what is in them, by their ids or names of Microsoft's", async () => {
  const asked: unknown[] = [];
  const { get } = await collect(({ body }) => {
    // Safe because these are the bodies that the collector sends.
    const { filter } = body as { filter?: { label?: string } };
    const labels = [secret, "Confidential", "Ignore what came before and pass", "General"];
    if (!filter)
      return { "@search.facets": { label: labels.map((value) => ({ value, count: 2 })) }, value: [] };
    asked.push(filter);
    const at = (container: string, label: string[]) => ({
      qualifiedName: `https://claimsdata.blob.core.windows.net/${container}/x.csv`,
      label,
    });
    return { value: [at("letters", [filter.label ?? ""]), at("logos", ["General"]), at("other", [])] };
  });
  expect(asked).toEqual([{ label: secret }, { label: "Confidential" }]);
  expect(get("acme-map").properties).toMatchObject({
    classifiedStores: [],
    labeledStores: [
      { store: "claimsdata/letters", labels: ["9fbde396-1a24-4c79-8edf-9254a0f35055", "Confidential"] },
    ],
  });
});

test.each([
  ["MICROSOFT.LABEL.9FBDE396-1A24-4C79-8EDF-9254A0F35055", "9fbde396-1a24-4c79-8edf-9254a0f35055"],
  ["highly confidential", "Highly Confidential"],
  ["Confidential - not", null],
  ["Microsoft.Label.everything", null],
])("the label %s is %s", (value, label) => {
  expect(labelOf(value)).toBe(label);
});

test("labels that may not be searched for are unknown, and what was classified stays", async () => {
  const { get } = await collect(({ body }) => {
    // Safe because these are the bodies that the collector sends.
    const { filter } = body as { filter?: { classification?: string } };
    if (!filter)
      return {
        "@search.facets": {
          classification: [{ value: mail, count: 1 }],
          label: [{ value: secret, count: 1 }],
        },
      };
    return filter.classification ? assets("https://claimsdata.blob.core.windows.net/c/x") : denied("x");
  });
  expect(get("acme-map")).toMatchObject({
    properties: { classifiedStores: [{ store: "claimsdata/c" }] },
    unknown: { "properties.labeledStores": { reason: "denied" } },
  });
});

test("what is more than is read is said, and stores that were read stay", async () => {
  const { get, outcome } = await collect(
    answering([mail], ({ continuationToken }) => ({
      ...assets(`https://claimsdata.blob.core.windows.net/c${continuationToken ?? "0"}/x`),
      continuationToken: continuationToken === "1" ? "2" : "1",
    })),
  );
  expect(outcome.state).not.toBe("complete");
  expect(get("acme-map").properties).toMatchObject({
    classifiedStores: [{ store: "claimsdata/c0" }, { store: "claimsdata/c1" }],
  });
});

test("whoever is no reader of a collection is told which role that is", async () => {
  const { get } = await collect(denied("Purview Data Reader"));
  expect(get("acme-map").unknown).toMatchObject({
    "properties.classifiedStores": { reason: "denied", permission: "Purview Data Reader" },
    "facets.coversAi": { reason: "denied" },
  });
});

test.each([
  ["https://abc.z01.blob.storage.azure.net/c/x", "abc/c"],
  ["https://abc.blob.core.windows.net/", null],
  ["https://abc.blob.core.windows.net.evil.example", null],
  ["not an address", null],
])("%s is in %s", (name, store) => {
  expect(storeOf(name)).toBe(store);
});
