import { jobContext, type Context } from "#lib/access/context.ts";
import { hashPassword } from "#lib/access/password.ts";
import { startSession } from "#lib/access/start-session.ts";
import { createTeam } from "#lib/access/teams.ts";
import { createToken } from "#lib/access/tokens.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { createConnection } from "#lib/inventory/create-connection.ts";
import { findConnector } from "#lib/inventory/find-connector.ts";
import { uploadRecording } from "#lib/inventory/upload-recording.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { createBulkOperation } from "#lib/remediation/create-bulk-operation.ts";
import { requestException } from "#lib/remediation/request-exception.ts";
import { runBulkOperation } from "#lib/remediation/run-bulk-operation.ts";
import { refreshResponsibility } from "#lib/responsibility/refresh-responsibility.ts";
import { createFakeConnection, queueSync } from "#tests/factories/connection.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { anyRow } from "#tests/support/any-row.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";
import { checkChanges } from "./check-changes.ts";
import { complianceChanges } from "./compliance-changes.ts";
import { importChanges } from "./import-changes.ts";
import { planChanges } from "./plan-changes.ts";

const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
const password = "violet anchor mends seven";
let admin: Context;
let analyst: Context;
let job: Context;

/** An organization with the demo estate of one cloud, taken in, evaluated and correlated. */
export async function prepareOrganization(): Promise<Context> {
  admin = await createOrganization();
  analyst = await createMember(admin.organizationId, "analyst");
  job = jobContext(admin.organizationId, "test");
  const recorded = { mode: "replay" as const, connectorId: "gcp" as const, name: "Demo" };
  const demo = { ...recorded, recording: "demo/gcp", syncEveryMinutes: null };
  const { id } = await createConnection(admin, demo);
  await syncConnection(job, { connectionId: id }, new AbortController().signal, findConnector);
  await evaluateOrganization(job);
  await refreshCorrelation(job);
  await refreshResponsibility(job);
  return admin;
}

/** What one verb needs to be there, who calls it, and what it is called with. */
type Prepared = { ids?: Record<string, string>; body?: unknown; as?: Context };
export type Change = {
  call: string;
  action: string;
  status: number;
  prepare: () => Promise<Prepared> | Prepared;
};

const org = () => ({ organizationId: admin.organizationId });
const aFinding = async () => {
  const found = await systemDb().finding.findFirstOrThrow({ where: { ...org(), status: "open" } });
  return { findingId: found.id };
};
const anIssue = async () => ({
  issueId: (await systemDb().issue.findFirstOrThrow({ where: org() })).id,
});
const aWorkload = async () => {
  const found = await systemDb().workload.findFirstOrThrow({
    where: { ...org(), removedAt: null },
    orderBy: { memberCount: "desc" },
  });
  return { workloadId: found.id };
};
const aCell = async () => {
  const { workloadId, modelId, rowId } = await systemDb().responsibilityCell.findFirstOrThrow({
    where: org(),
  });
  return { workloadId, modelId, rowId };
};
const aResource = async (inWorkload: boolean) => {
  const { workloadId } = await aWorkload();
  const members = await systemDb().workloadMember.findMany({ where: { ...org(), workloadId } });
  const keys = members.map(({ resourceKey }) => resourceKey);
  const found = await systemDb().resource.findFirstOrThrow({
    where: { ...org(), key: inWorkload ? { in: keys } : { notIn: keys } },
  });
  return { workloadId, resourceId: found.id };
};
const anException = async () => {
  const { findingId } = await aFinding();
  await systemDb().exceptionRequest.updateMany({ where: { findingId }, data: { state: "withdrawn" } });
  const input = { reason: "risk-accepted" as const, comment: "Public by intent", expiresAt: inAMonth };
  return { exceptionId: (await requestException(admin, findingId, input)).id };
};
const aConnection = async () => ({ connectionId: (await createFakeConnection(admin)).id });
const aTeam = async () => ({
  teamId: (await createTeam(admin, { name: `Team ${newId()}`, memberIds: [] })).id,
});
const aMember = async () => ({ personId: (await createMember(admin.organizationId, "engineer")).actor.id });

const twoCalls = async () =>
  (await demoRecording("gcp"))
    .slice(0, 2)
    .map((call) => JSON.stringify(call))
    .join("\n");

/** A person with a password, or about to choose one, in a session of their own. */
async function somebody(passwordHash: string | null): Promise<Context> {
  const ctx = await createMember(admin.organizationId, "engineer");
  await systemDb().user.update({ where: { id: ctx.actor.id }, data: { passwordHash } });
  return ctx;
}

export const changes: Change[] = [
  ...planChanges(() => admin),
  ...complianceChanges(() => admin),
  ...checkChanges(() => admin),
  ...importChanges(() => analyst),
  {
    call: "POST /api/v1/teams",
    action: "team.create",
    status: 201,
    prepare: () => ({ body: { name: `New ${newId()}` } }),
  },
  {
    call: "PATCH /api/v1/teams/[teamId]",
    action: "team.change",
    status: 200,
    prepare: async () => ({
      ids: await aTeam(),
      body: { name: `Renamed ${newId()}`, memberIds: [analyst.actor.id] },
    }),
  },
  {
    call: "DELETE /api/v1/teams/[teamId]",
    action: "team.delete",
    status: 204,
    prepare: async () => ({ ids: await aTeam() }),
  },
  {
    call: "POST /api/v1/people",
    action: "person.invite",
    status: 201,
    prepare: () => ({ body: { name: "Grace", email: `${newId()}@example.com`, role: "engineer" } }),
  },
  {
    call: "PATCH /api/v1/people/[personId]",
    action: "person.change",
    status: 200,
    prepare: async () => ({ ids: await aMember(), body: { role: "auditor", disabled: true } }),
  },
  {
    call: "POST /api/v1/people/[personId]/link",
    action: "person.renew-link",
    status: 201,
    prepare: async () => ({ ids: await aMember() }),
  },
  {
    call: "POST /api/v1/tokens",
    action: "token.create",
    status: 201,
    prepare: () => ({ body: { name: "ci", scopes: ["finding:read"], expiresInDays: 1 } }),
  },
  {
    call: "DELETE /api/v1/tokens/[tokenId]",
    action: "token.revoke",
    status: 204,
    prepare: async () => ({
      ids: {
        tokenId: (await createToken(admin, { name: "ci", scopes: ["finding:read"], expiresInDays: 1 })).token
          .id,
      },
    }),
  },
  {
    call: "DELETE /api/v1/session/all/[sessionId]",
    action: "session.revoke",
    status: 204,
    prepare: async () => ({
      ids: {
        sessionId: (
          await startSession(analyst.actor.id, analyst.organizationId, { address: "", userAgent: "" })
        ).id,
      },
    }),
  },
  {
    call: "POST /api/v1/session/set-up",
    action: "person.set-up",
    status: 204,
    prepare: async () => ({ as: await somebody(null), body: { name: "Grace", password } }),
  },
  {
    call: "PUT /api/v1/session/password",
    action: "person.change-password",
    status: 204,
    prepare: async () => ({
      as: await somebody(await hashPassword(password)),
      body: { currentPassword: password, password: "granite teapot sings low" },
    }),
  },
  {
    call: "PUT /api/v1/session/organization",
    action: "session.switch",
    status: 204,
    prepare: () => ({ body: { organizationId: admin.organizationId } }),
  },
  {
    call: "PATCH /api/v1/organization",
    action: "organization.change",
    status: 200,
    prepare: () => ({ body: { name: `Renamed ${newId()}` } }),
  },
  {
    call: "PUT /api/v1/findings/[findingId]/assignment",
    action: "finding.assign",
    status: 204,
    prepare: async () => ({ ids: await aFinding(), body: { assigneeId: analyst.actor.id } }),
  },
  {
    call: "POST /api/v1/findings/[findingId]/comments",
    action: "finding.comment",
    status: 204,
    prepare: async () => ({ ids: await aFinding(), body: { text: "Looking" } }),
  },
  {
    call: "POST /api/v1/findings/[findingId]/exceptions",
    action: "exception.request",
    status: 201,
    prepare: async () => ({
      ids: await aFinding(),
      body: { reason: "false-positive", comment: "It is no such thing", expiresAt: inAMonth },
    }),
  },
  {
    call: "POST /api/v1/exceptions/[exceptionId]/decision",
    action: "exception.deny",
    status: 204,
    prepare: async () => ({ ids: await anException(), as: analyst, body: { approve: false, comment: "No" } }),
  },
  {
    call: "POST /api/v1/exceptions/[exceptionId]/withdrawal",
    action: "exception.withdraw",
    status: 204,
    prepare: async () => ({ ids: await anException() }),
  },
  {
    call: "PUT /api/v1/findings/[findingId]/progress",
    action: "finding.set-progress",
    status: 204,
    prepare: async () => ({ ids: await aFinding(), body: { status: "in-progress" } }),
  },
  {
    call: "PUT /api/v1/issues/[issueId]/assignment",
    action: "issue.assign",
    status: 204,
    prepare: async () => ({ ids: await anIssue(), body: { assigneeId: analyst.actor.id } }),
  },
  {
    call: "POST /api/v1/issues/[issueId]/comments",
    action: "issue.comment",
    status: 204,
    prepare: async () => ({ ids: await anIssue(), body: { text: "Looking" } }),
  },
  {
    call: "POST /api/v1/bulk",
    action: "finding.bulk",
    status: 202,
    prepare: () => ({
      body: { filter: "", action: { kind: "assign", input: { assigneeId: analyst.actor.id } } },
    }),
  },
  {
    call: "POST /api/v1/bulk/[operationId]/undo",
    action: "finding.bulk-undo",
    status: 204,
    prepare: async () => {
      const action = { kind: "set-progress" as const, input: { status: "in-progress" as const } };
      const { id } = await createBulkOperation(admin, {
        filter: "q=no-progress-needed&status=open,in-progress",
        action,
      }).catch(() => createBulkOperation(admin, { findingIds: [newId()], action }));
      await runBulkOperation(job, id);
      return { ids: { operationId: id } };
    },
  },
  {
    call: "POST /api/v1/connections",
    action: "connection.create",
    status: 201,
    prepare: () => ({ body: { mode: "replay", connectorId: "gcp", name: "New", recording: "demo/gcp" } }),
  },
  {
    call: "PATCH /api/v1/connections/[connectionId]",
    action: "connection.update",
    status: 200,
    prepare: async () => ({ ids: await aConnection(), body: { name: "Renamed", paused: true } }),
  },
  {
    call: "DELETE /api/v1/connections/[connectionId]",
    action: "connection.delete",
    status: 204,
    prepare: async () => ({ ids: await aConnection() }),
  },
  {
    call: "POST /api/v1/connections/[connectionId]/sync",
    action: "connection.sync",
    status: 202,
    prepare: async () => ({ ids: await aConnection() }),
  },
  {
    call: "POST /api/v1/syncs/[syncId]/cancel",
    action: "connection.cancel-sync",
    status: 202,
    prepare: async () => ({ ids: { syncId: (await queueSync(await createFakeConnection(admin))).id } }),
  },
  {
    call: "POST /api/v1/recordings",
    action: "recording.upload",
    status: 201,
    prepare: async () => ({
      body: { name: "mine", text: await twoCalls() },
    }),
  },
  {
    call: "DELETE /api/v1/recordings/[recordingId]",
    action: "recording.delete",
    status: 204,
    prepare: async () => ({
      ids: { recordingId: (await uploadRecording(admin, { name: "mine", text: await twoCalls() })).id },
    }),
  },
  {
    call: "POST /api/v1/jobs/[jobId]/retry",
    action: "job.retry",
    status: 202,
    prepare: async () => {
      const jobId = await anyRow("JobRun", admin.organizationId);
      await systemDb().jobRun.update({
        where: { id: jobId },
        data: { name: "correlation.refresh", state: "dead", payload: org() },
      });
      return { ids: { jobId } };
    },
  },
  {
    call: "PUT /api/v1/workloads/[workloadId]/name",
    action: "workload.rename",
    status: 200,
    prepare: async () => ({ ids: await aWorkload(), body: { name: `Renamed ${newId().slice(-6)}` } }),
  },
  {
    call: "POST /api/v1/workloads/[workloadId]/members",
    action: "workload.add",
    status: 200,
    prepare: async () => {
      const { workloadId, resourceId } = await aResource(false);
      return { ids: { workloadId }, body: { resourceId, role: "supports-it" } };
    },
  },
  {
    call: "DELETE /api/v1/workloads/[workloadId]/members/[resourceId]",
    action: "workload.remove",
    status: 200,
    prepare: async () => ({ ids: await aResource(true) }),
  },
  {
    call: "PUT /api/v1/responsibility/[workloadId]/[modelId]/[rowId]/override",
    action: "responsibility.override",
    status: 200,
    prepare: async () => ({
      ids: await aCell(),
      body: { status: "met", reason: "Shown in the audit of May", expiresAt: inAMonth },
    }),
  },
  {
    call: "DELETE /api/v1/responsibility/[workloadId]/[modelId]/[rowId]/override",
    action: "responsibility.revoke-override",
    status: 200,
    prepare: async () => ({ ids: await aCell() }),
  },
  {
    call: "POST /api/v1/responsibility/[workloadId]/[modelId]/[rowId]/documents",
    action: "responsibility.add-document",
    status: 201,
    prepare: async () => ({
      ids: await aCell(),
      body: {
        title: "Policy",
        fileName: "policy.pdf",
        mediaType: "application/pdf",
        content: "cG9saWN5",
        expiresAt: inAMonth,
      },
    }),
  },
  {
    call: "DELETE /api/v1/evidence-documents/[documentId]",
    action: "responsibility.remove-document",
    status: 200,
    prepare: async () => ({
      ids: {
        documentId: (
          await systemDb().evidenceDocument.findFirstOrThrow({
            where: { ...org(), modelId: "microsoft", removedAt: null },
          })
        ).id,
      },
    }),
  },
];
