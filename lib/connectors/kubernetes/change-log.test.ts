import { expect, test } from "vitest";

import { runCollection } from "#lib/connectors/run-collection.ts";
import type { Batch } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { changeLog, changesOf } from "./change-log.ts";
import { stripAnswer } from "./strip.ts";

const account = "prod.0a1b2c3d4e5f";
const writer = (manager: string, time: string, more: object = {}) => ({
  manager,
  operation: "Update",
  apiVersion: "apps/v1",
  time,
  fieldsType: "FieldsV1",
  fieldsV1: { "f:spec": { "f:replicas": {} } },
  ...more,
});
const deployment = (...managedFields: unknown[]) => ({
  metadata: { name: "chat", namespace: "ml", uid: "u1", managedFields },
});

test("an object tells which program wrote it and when, and not who wrote its state", () => {
  const written = deployment(
    writer("argocd-controller", "2026-11-16T05:12:09Z", { operation: "Apply" }),
    writer("kube-controller-manager", "2026-11-16T05:13:00Z", { subresource: "status" }),
    { manager: 7 },
  );
  expect(changesOf(written, account, "deployments")).toEqual([
    {
      log: "kubernetes-managed-fields",
      eventId: "u1 argocd-controller 2026-11-16T05:12:09Z",
      at: "2026-11-16T05:12:09.000Z",
      action: "Apply",
      actor: "argocd-controller",
      actorKey: null,
      agent: null,
      targets: ["k8s:0a1b2c3d4e5f/deployments/ml/chat"],
    },
  ]);
});

test("what of an object leaves the client says who wrote, and not which fields", () => {
  const many = Array.from({ length: 40 }, (_, at) => writer(`m${at}`, "2026-11-16T05:12:09Z"));
  const text = JSON.stringify(stripAnswer({ items: [deployment(...many)] }));
  expect(text).toContain('"manager":"m0"');
  expect(text).not.toMatch(/fieldsV1|f:spec/);
  expect(text.match(/"manager"/g)).toHaveLength(20);
});

test("a list that is denied, which is a gap of its own, leaves the others to be read", async () => {
  const batches: Batch[] = [];
  const outcome = await runCollection(
    async (call) => {
      if (call.operation === "roles.list") throw new ProviderError("denied", call, "no", "list roles");
      const item = deployment(writer("helm", "2026-11-16T05:12:09Z"));
      return { items: call.operation === "clusterroles.list" ? [item] : [] };
    },
    changeLog,
    { account, region: null },
    AbortSignal.timeout(5_000),
    (batch) => void batches.push(batch),
  );
  expect(outcome.state).toBe("complete");
  expect(batches.flatMap(({ changes = [] }) => changes).map(({ targets }) => targets[0])).toEqual([
    "k8s:0a1b2c3d4e5f/clusterroles/chat",
  ]);
});
