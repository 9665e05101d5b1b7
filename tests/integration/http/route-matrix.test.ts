import { describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import { createSavedView } from "#lib/access/saved-views.ts";
import { createToken } from "#lib/access/tokens.ts";
import { permissionsOfRole, roles, type Permission } from "#lib/domain/permission.ts";
import { newId } from "#lib/platform/id.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { anyRow } from "#tests/support/any-row.ts";
import {
  callOperation,
  operations,
  paramsOf,
  routeFiles,
  type LoadedOperation,
} from "#tests/support/operations.ts";
import { signInAs } from "#tests/support/sign-in.ts";

/** Which table each id in a path is of. A new id must be named here before its route passes. */
const tables: Record<string, string> = {
  tokenId: "ApiToken",
  teamId: "Team",
  sessionId: "Session",
  connectionId: "Connection",
  syncId: "Sync",
  recordingId: "Recording",
  resourceId: "Resource",
  findingId: "Finding",
  exceptionId: "ExceptionRequest",
  operationId: "BulkOperation",
  workloadId: "Workload",
  issueId: "Issue",
  documentId: "EvidenceDocument",
  overrideId: "ResponsibilityOverride",
  cellId: "ResponsibilityCell",
  jobId: "JobRun",
  planId: "Plan",
  customCheckId: "CustomCheck",
  attestationId: "Attestation",
  importId: "Import",
};
/** What every organization shares, or that no row of theirs stands behind. */
const shared: Record<string, string> = {
  checkId: "aws/no-such-check",
  connectorId: "aws",
  pathId: "no-such-path",
  modelId: "microsoft",
  rowId: "user-training",
  frameworkId: "eu-ai-act",
  controlId: "Article 9",
};
/** Changes that anybody who is signed in may make, to what is their own alone. */
const ownAffairs = new Set([
  "/api/v1/session/organization",
  "/api/v1/session/set-up",
  "/api/v1/session/password",
  "/api/v1/session/all/[sessionId]",
  "/api/v1/saved-views",
  "/api/v1/saved-views/[viewId]",
]);
/** Questions too long for an address: they change nothing. */
const questions = new Set(["/api/v1/fixes/minimum-cut"]);
/** Needs more than a row: a maker who asks for it himself, or the workload that the row is about. */
const needsMoreThanARow = new Set([
  "POST /api/v1/bulk/[operationId]/undo",
  "DELETE /api/v1/evidence-documents/[documentId]",
  "DELETE /api/v1/attestations/[attestationId]",
  "GET /api/v1/responsibility/[workloadId]/[modelId]/[rowId]",
]);

const nameOf = ({ method, path }: LoadedOperation) => `${method} ${path}`;
const named = operations.map((operation) => ({ name: nameOf(operation), operation }));

const anyIds = (operation: LoadedOperation): Record<string, string> =>
  Object.fromEntries(paramsOf(operation).map((param) => [param, shared[param] ?? newId()]));

async function idsIn(ctx: Context, operation: LoadedOperation): Promise<Record<string, string>> {
  const entries = paramsOf(operation).map(async (param) => {
    if (shared[param] !== undefined) return [param, shared[param]] as const;
    if (param === "personId")
      return [param, (await createMember(ctx.organizationId, "engineer")).actor.id] as const;
    if (param === "viewId")
      return [
        param,
        (await createSavedView(ctx, { page: "findings", name: "Mine", query: "", shared: false })).id,
      ] as const;
    const table = tables[param];
    if (!table) throw new Error(`Name the table of ${param} in route-matrix.test.ts`);
    return [param, await anyRow(table, ctx.organizationId)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const allows = (operation: LoadedOperation, held: readonly Permission[]): boolean => {
  const wanted = operation.spec.permission;
  if (wanted === "signed-in") return true;
  return (typeof wanted === "string" ? [wanted] : wanted).some((permission) => held.includes(permission));
};

/** Let in is whatever comes after the question who may: a result, a conflict, a fault in the sample, not found. */
async function verdictOn({ spec }: LoadedOperation, response: Response): Promise<string> {
  if (response.status === 401) return "nobody";
  if (response.status === 500) return `broken: ${await response.text()}`;
  if (response.status !== 403 || spec.permission === "signed-in") return "let in";
  const wanted = typeof spec.permission === "string" ? [spec.permission] : spec.permission;
  // Where one of several lets a caller in, the verb may still want a certain one for this input.
  return (await response.text()).includes(`needs the permission ${wanted.join(" or ")}.`)
    ? "forbidden"
    : "let in";
}

test("every route file answers to something, and is in the matrix", () => {
  expect(routeFiles.length).toBeGreaterThan(30);
  const covered = new Set(operations.map(({ path }) => `app${path}/route.ts`));
  expect(routeFiles.filter((file) => !covered.has(file))).toEqual([]);
});

test.each(named)("nobody may $name", async ({ operation }) => {
  expect((await callOperation(operation, { ids: anyIds(operation) })).status).toBe(401);
});

test("a bearer that is no token of ours is nobody, even beside a good cookie", async () => {
  const ctx = await createOrganization();
  const cookie = await signInAs(ctx);
  for (const operation of operations) {
    const token = `nacre_${"A".repeat(43)}`;
    const response = await callOperation(operation, { cookie, token, ids: anyIds(operation) });
    expect([nameOf(operation), response.status]).toEqual([nameOf(operation), 401]);
  }
});

describe.each(roles)("as %s", (role) => {
  test.each(named)("$name is as the table of permissions says", async ({ operation }) => {
    const cookie = await signInAs(await createOrganization(role));
    const response = await callOperation(operation, { cookie, ids: anyIds(operation) });
    const expected = allows(operation, permissionsOfRole[role]) ? "let in" : "forbidden";
    expect(await verdictOn(operation, response)).toBe(expected);
  });
});

test("an auditor changes nothing but their own session, password and views", () => {
  const changes = operations.filter(
    (operation) => operation.method !== "GET" && allows(operation, permissionsOfRole.auditor),
  );
  const allowed = new Set([...ownAffairs, ...questions]);
  expect([...new Set(changes.map(({ path }) => path))].filter((path) => !allowed.has(path))).toEqual([]);
});

const withTenantIds = named.filter(({ operation }) =>
  paramsOf(operation).some((param) => shared[param] === undefined),
);

test.each(withTenantIds)("$name finds nothing of another organization", async ({ name, operation }) => {
  const [mine, theirs] = await Promise.all([createOrganization(), createOrganization()]);
  const ids = await idsIn(theirs, operation);
  const call = async (ctx: Context) =>
    (await callOperation(operation, { cookie: await signInAs(ctx), ids })).status;
  expect(await call(mine)).toBe(404);
  // The same id is found by its own organization, or the line above would hold for any id.
  expect(needsMoreThanARow.has(name) || (await call(theirs)) !== 404).toBe(true);
});

test("a token may do what its scopes say and nothing else", async () => {
  const ctx = await createOrganization();
  const { secret } = await createToken(ctx, { name: "narrow", scopes: ["job:read"], expiresInDays: 1 });
  for (const operation of operations) {
    const response = await callOperation(operation, { token: secret, ids: anyIds(operation) });
    const expected = allows(operation, ["job:read"]) ? "let in" : "forbidden";
    expect([nameOf(operation), await verdictOn(operation, response)]).toEqual([nameOf(operation), expected]);
  }
});
