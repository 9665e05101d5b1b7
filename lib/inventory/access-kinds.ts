import type { Ability } from "#lib/domain/ability.ts";
import type { RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import type { AccessKind } from "#lib/permissions/access.ts";

const data: readonly ResourceClass[] = ["data-store", "vector-store", "dataset", "knowledge-base"];
const managed: readonly ResourceClass[] = [
  ...data,
  "model",
  "model-deployment",
  "ai-service",
  "agent",
  "agent-tool",
  "guardrail",
  "secret",
  "key-vault",
  "key",
  "identity",
  "notebook",
  "workspace",
  "training-job",
  "image-registry",
  "compute",
  "build",
];

/** What each ability means for which classes: the one table from abilities to relationships. */
export const meaningOf: Record<Ability, { kind: AccessKind; classes: ReadonlySet<ResourceClass> }> = {
  "read-data": { kind: "can-read", classes: new Set([...data, "model", "image-registry"]) },
  "write-data": { kind: "can-write", classes: new Set([...data, "model", "image-registry"]) },
  "invoke-model": {
    kind: "can-invoke",
    classes: new Set(["model", "model-deployment", "ai-service", "agent", "agent-tool", "knowledge-base"]),
  },
  manage: { kind: "can-manage", classes: new Set(managed) },
  "manage-access": { kind: "can-manage", classes: new Set(managed) },
  assume: { kind: "can-assume", classes: new Set(["identity"]) },
  "pass-role": { kind: "can-pass", classes: new Set(["identity"]) },
  "read-secret": { kind: "can-read", classes: new Set(["secret", "key-vault"]) },
  "use-key": { kind: "can-read", classes: new Set(["key"]) },
  deploy: {
    kind: "can-manage",
    classes: new Set([
      "model",
      "model-deployment",
      "agent",
      "compute",
      "notebook",
      "training-job",
      "build",
      "image-registry",
    ]),
  },
};
export const accessKinds: ReadonlySet<RelationshipKind> = new Set(
  Object.values(meaningOf).map(({ kind }) => kind),
);
