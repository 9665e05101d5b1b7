import { describe, expect, test } from "vitest";

import type { WorkloadView } from "#lib/contract/workloads.ts";
import { providers } from "#lib/domain/provider.ts";
import { serviceModels } from "#lib/domain/workload.ts";

import { sampleWorkload } from "../testing/sample-workload.ts";
import { groupWorkloads } from "./group-workloads.ts";

const workload = (name: string, overrides: Partial<WorkloadView> = {}): WorkloadView =>
  sampleWorkload({ id: name, name, ...overrides });
const ownedBy = (name: string, owner: string | null) =>
  workload(name, { owner: owner === null ? null : { value: owner, reason: "Tagged owner" } });
const drawn = (workloads: readonly WorkloadView[], by: Parameters<typeof groupWorkloads>[1]) =>
  groupWorkloads(workloads, by).map(({ title, workloads: members }) => [
    title,
    ...members.map(({ name }) => name),
  ]);

describe("by cloud", () => {
  test("clouds stand in the product's order, whichever order the workloads came in", () => {
    const workloads = [
      workload("g", { providers: ["gcp"] }),
      workload("a", { providers: ["aws"] }),
      workload("z", { providers: ["azure"] }),
    ];
    const order = providers.filter((provider) => ["aws", "azure", "gcp"].includes(provider));
    expect(groupWorkloads(workloads, "cloud").map(({ id }) => id)).toEqual(order);
  });

  test("what runs on two clouds stands under both, once in each", () => {
    const both = workload("both", { providers: ["azure", "aws"] });
    expect(drawn([both, workload("one", { providers: ["aws"] })], "cloud")).toEqual([
      ["AWS", "both", "one"],
      ["Azure", "both"],
    ]);
  });
});

describe("by service model", () => {
  test("models stand from what is least ours to what is most, and none is empty", () => {
    const workloads = serviceModels.toReversed().map((model) => workload(model, { serviceModel: model }));
    expect(groupWorkloads(workloads, "service-model").map(({ id }) => id)).toEqual([...serviceModels]);
    expect(groupWorkloads(workloads.slice(0, 1), "service-model")).toHaveLength(1);
  });
});

describe("by owner", () => {
  test("owners stand by name, and what nobody owns comes last", () => {
    const workloads = [ownedBy("1", null), ownedBy("2", "Zoe"), ownedBy("3", "ada"), ownedBy("4", "Émile")];
    expect(drawn(workloads, "owner")).toEqual([
      ["ada", "3"],
      ["Émile", "4"],
      ["Zoe", "2"],
      ["Nobody", "1"],
    ]);
  });

  test("one owner written in two ways is one, under the first way", () => {
    expect(drawn([ownedBy("1", "Claims"), ownedBy("2", "claims")], "owner")).toEqual([["Claims", "1", "2"]]);
  });

  test("somebody who is called Nobody is not nobody", () => {
    const groups = groupWorkloads([ownedBy("1", null), ownedBy("2", "Nobody")], "owner");
    expect(groups.map(({ id, title }) => [id, title])).toEqual([
      ["nobody", "Nobody"],
      ["", "Nobody"],
    ]);
  });
});

test.each(["cloud", "service-model", "owner"] as const)("by %s, nothing makes no group", (by) => {
  expect(groupWorkloads([], by)).toEqual([]);
});

test.each(["service-model", "owner"] as const)(
  "by %s, every workload stands in one group, in its order",
  (by) => {
    const workloads = Array.from({ length: 60 }, (_, at) =>
      workload(String(at).padStart(2, "0"), {
        serviceModel: serviceModels[at % serviceModels.length] ?? "paas",
        owner: at % 7 === 0 ? null : { value: `Team ${at % 5}`, reason: "Tagged owner" },
      }),
    );
    const groups = groupWorkloads(workloads, by);
    const names = groups.flatMap((group) => group.workloads.map(({ name }) => name));
    expect(names.toSorted()).toEqual(workloads.map(({ name }) => name));
    for (const group of groups) {
      const own = group.workloads.map(({ name }) => name);
      expect(own).toEqual(own.toSorted());
    }
    expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
  },
);
