import { setTimeout } from "node:timers/promises";

import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { GET as getDocument } from "#app/api/v1/openapi.json/route.ts";
import { jobContext, type Context } from "#lib/access/context.ts";
import { listPeople } from "#lib/access/list-people.ts";
import { createTeam } from "#lib/access/teams.ts";
import { createToken } from "#lib/access/tokens.ts";
import { planFixes } from "#lib/correlation/plan-fixes.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { runImport } from "#lib/imports/run-import.ts";
import { createConnection } from "#lib/inventory/create-connection.ts";
import { deleteConnection } from "#lib/inventory/delete-connection.ts";
import { findConnector } from "#lib/inventory/find-connector.ts";
import { syncConnection } from "#lib/inventory/sync-connection.ts";
import { updateConnection } from "#lib/inventory/update-connection.ts";
import { uploadRecording } from "#lib/inventory/upload-recording.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createCustomCheck } from "#lib/posture/custom/create-custom-check.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { addComment } from "#lib/remediation/add-comment.ts";
import { assign } from "#lib/remediation/assign.ts";
import { createBulkOperation } from "#lib/remediation/create-bulk-operation.ts";
import { createPlan } from "#lib/remediation/plans.ts";
import { requestException } from "#lib/remediation/request-exception.ts";
import { runBulkOperation } from "#lib/remediation/run-bulk-operation.ts";
import { refreshResponsibility } from "#lib/responsibility/refresh-responsibility.ts";
import { renameWorkload } from "#lib/workloads/rename-workload.ts";
import { AssignInput } from "#lib/contract/remediation.ts";
import { customDefinition } from "#tests/factories/custom-check.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";
import { operations, paramsOf, type LoadedOperation } from "#tests/support/operations.ts";
import { browserRequest, signInAs } from "#tests/support/sign-in.ts";

const signal = new AbortController().signal;
let admin: Context;
let cookie: string;
let ids: Record<string, string>;
/** After the first sync, before anybody asks. */
let collectedAt: string;

type Described = {
  paths: Record<
    string,
    Record<
      string,
      { responses: Record<string, { content?: Record<string, { schema: z.core.JSONSchema.JSONSchema }> }> }
    >
  >;
};
let document: Described;

/** The demo estate of all clouds, taken in, evaluated and correlated, with something of everything people add. */
beforeAll(async () => {
  // Safe because what is read of it is asked for by optional steps below.
  document = (await (await getDocument()).json()) as Described;
  admin = await createOrganization();
  const { organizationId } = admin;
  const job = jobContext(organizationId, "test");
  const connections: string[] = [];
  for (const connectorId of ["aws", "azure", "gcp"] as const) {
    const recording = `demo/${connectorId}`;
    const input = {
      mode: "replay" as const,
      connectorId,
      name: connectorId,
      recording,
      syncEveryMinutes: null,
    };
    const { id } = await createConnection(admin, input);
    await syncConnection(job, { connectionId: id }, signal, findConnector);
    connections.push(id);
  }
  await evaluateOrganization(job, signal);
  await refreshCorrelation(job, signal);
  await refreshResponsibility(job, signal);
  ids = { ...(await idsOf(organizationId)), connectionId: connections[0] ?? "" };
  await addWhatPeopleAdd(job);
  cookie = await signInAs(admin);
  collectedAt = new Date().toISOString();
}, 120_000);

async function idsOf(organizationId: string): Promise<Record<string, string>> {
  const first = async (rows: Promise<{ id: string }[]>) => (await rows)[0]?.id ?? "";
  const db = systemDb();
  const where = { organizationId };
  const newest = { orderBy: { id: "desc" as const }, take: 1, where };
  const finding = (await db.finding.findMany({ ...newest, orderBy: { severityRank: "asc" } }))[0];
  return {
    findingId: finding?.id ?? "",
    checkId: finding?.checkId ?? "",
    issueId: await first(db.issue.findMany(newest)),
    resourceId: finding?.resourceId ?? "",
    workloadId: await first(db.workload.findMany(newest)),
    syncId: await first(db.sync.findMany(newest)),
    modelId: "microsoft",
    frameworkId: "owasp-llm-2026",
    controlId: "LLM01:2026",
    rowId:
      (await db.responsibilityCell.findFirst({ where: { ...where, modelId: "microsoft" } }))?.rowId ?? "",
  };
}

async function addWhatPeopleAdd(job: Context): Promise<void> {
  const { organizationId } = admin;
  const engineer = await createMember(organizationId, "engineer");
  await createTeam(admin, { name: "Platform", memberIds: [engineer.actor.id] });
  await createToken(admin, { name: "ci", scopes: ["finding:read"], expiresInDays: 30 });
  const [{ id: findingId } = { id: "" }] = await systemDb().finding.findMany({
    where: { organizationId },
    take: 1,
  });
  await assign(admin, "finding", findingId, AssignInput.parse({ assigneeId: engineer.actor.id }));
  await assign(admin, "issue", ids["issueId"] ?? "", AssignInput.parse({ assigneeId: admin.actor.id }));
  await requestException(admin, findingId, {
    reason: "risk-accepted",
    comment: "Public by intent: the price list.",
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const { id: operationId } = await createBulkOperation(admin, {
    filter: "severity=critical",
    action: { kind: "set-progress", input: { status: "in-progress" } },
  });
  await runBulkOperation(job, operationId);
  const text = (await demoRecording("gcp"))
    .slice(0, 3)
    .map((call) => JSON.stringify(call))
    .join("\n");
  const recording = await uploadRecording(admin, { name: "mine", text });
  const [step] = (await planFixes(admin, { maxFixes: 1 })).steps;
  const plan = await createPlan(admin, { name: "One change", fixIds: [step?.id ?? ""] });
  const { id: customCheckId } = await createCustomCheck(admin, {
    definition: customDefinition(),
    enabled: true,
  });
  async function* bill() {
    yield Buffer.from(
      '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"torch"}]}',
    );
  }
  const { id: importId } = await runImport(admin, bill(), { scope: "acme/claims" }, signal);
  ids = { ...ids, importId, operationId, recordingId: recording.recording, planId: plan.id, customCheckId };
}

/** What answers JSON: documents and exports are files. */
const reads = operations.filter(({ method, spec }) => method === "GET" && spec.mediaType === undefined);

async function read(
  operation: LoadedOperation,
  query = "",
  about: Record<string, string> = ids,
): Promise<Response> {
  const params = Object.fromEntries(
    paramsOf(operation).map((param) => [
      param,
      param === "checkId" ? (about[param] ?? "").split("/") : about[param],
    ]),
  );
  const required = (operation.spec.query?.parameters() ?? []).filter((parameter) => parameter.required);
  // A search looks for words, the Explorer for classes.
  const asked = operation.path.includes("/explorer") ? "agent" : "claims";
  const samples: Record<string, string> = { q: asked, from: collectedAt };
  const whole = [...required.map(({ name }) => `${name}=${samples[name] ?? "sample"}`), query];
  const text = whole.filter((part) => part !== "").join("&");
  const request = browserRequest(`/x${text === "" ? "" : `?${text}`}`, cookie);
  return operation.handler(request, { params: Promise.resolve(params as Record<string, string | string[]>) });
}

/** What the API's own document says of an answer, as a schema that refuses what it does not say. */
function schemaOf({ method, path }: LoadedOperation): z.ZodType {
  const described = document.paths[path.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}")]?.[method.toLowerCase()];
  const schema = described?.responses["200"]?.content?.["application/json"]?.schema;
  if (!schema) throw new Error(`The document does not describe the answer of ${method} ${path}`);
  return z.fromJSONSchema(schema);
}

describe.each(reads.map((operation) => ({ name: operation.path, operation })))(
  "GET $name",
  ({ operation }) => {
    test("answers the demo estate as the API's document says", async () => {
      const response = await read(operation);
      const body: unknown = await response.json();
      expect([response.status, response.status === 200 ? null : body]).toEqual([200, null]);
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      expect(response.headers.get("cache-control")).toBe("no-store");
      const { error } = schemaOf(operation).safeParse(body);
      expect(error?.issues ?? []).toEqual([]);
    });
  },
);

const Page = z.object({
  items: z.array(z.looseObject({ id: z.string() })),
  nextCursor: z.string().nullable(),
});
// Facets and groups take the filters of a list, its cursor too, and are none themselves.
const lists = reads.filter(
  ({ spec }) => spec.response instanceof z.ZodObject && "nextCursor" in spec.response.shape,
);

test("there are lists to look at", () => {
  expect(lists.length).toBeGreaterThan(5);
});

describe.each(lists.map((operation) => ({ name: operation.path, operation })))(
  "the pages of $name",
  ({ operation }) => {
    const sorts = (operation.spec.query?.parameters() ?? []).flatMap(({ name, schema }) =>
      name === "sort" && "enum" in schema && Array.isArray(schema.enum) ? schema.enum.map(String) : [],
    );

    test.each(sorts.length > 0 ? sorts : ["as it is"])(
      "concatenate to the whole, sorted %s",
      async (sort) => {
        const order = sorts.length > 0 ? `sort=${sort}` : "";
        const page = async (query: string) =>
          Page.parse(await (await read(operation, [order, query].filter(Boolean).join("&"))).json());
        const whole = (await page("limit=200")).items.map(({ id }) => id).slice(0, 40);
        const seen: string[] = [];
        let cursor: string | null = "";
        while (cursor !== null && seen.length < whole.length) {
          const next: z.infer<typeof Page> = await page(`limit=7${cursor === "" ? "" : `&cursor=${cursor}`}`);
          expect(next.items.length).toBeLessThanOrEqual(7);
          seen.push(...next.items.map(({ id }) => id));
          cursor = next.nextCursor;
        }
        expect(seen.slice(0, 40)).toEqual(whole);
        expect(new Set(seen).size).toBe(seen.length);
      },
    );

    test("with a cursor of this organization show another organization nothing of it", async () => {
      const { nextCursor } = Page.parse(await (await read(operation, "limit=1")).json());
      const stranger = await createOrganization();
      const query = nextCursor === null ? "" : `?cursor=${nextCursor}`;
      const request = browserRequest(`/x${query}`, await signInAs(stranger));
      const below = Object.fromEntries(paramsOf(operation).map((param) => [param, ids[param] ?? ""]));
      const response = await operation.handler(request, { params: Promise.resolve(below) });
      // A list below something of this organization is not there for another.
      const isBelow = Object.keys(below).length > 0;
      expect(response.status).toBe(isBelow ? 404 : 200);
      const { items } = isBelow ? { items: [] } : Page.parse(await response.json());
      expect(items).toEqual([]);
    });

    test.each([
      ["0", 1],
      ["-5", 1],
      ["1", 1],
      ["100000", 500],
    ])("for limit=%s hold at most %i", async (limit, most) => {
      const { items } = Page.parse(await (await read(operation, `limit=${limit}`)).json());
      expect(items.length).toBeLessThanOrEqual(most);
    });
  },
);

test("no answer tells a secret, a hash of one, or a column that no contract names", async () => {
  const users = await systemDb().user.findMany({
    where: { id: { in: (await listPeople(admin)).items.map(({ id }) => id) } },
  });
  const sessions = await systemDb().session.findMany({ where: { organizationId: admin.organizationId } });
  const tokens = await systemDb().apiToken.findMany({ where: { organizationId: admin.organizationId } });
  const hashes = [...sessions, ...tokens].map(({ secretHash }) => secretHash);
  expect(users.length * hashes.length).toBeGreaterThan(0);
  for (const operation of reads) {
    const text = await (await read(operation)).text();
    for (const hash of hashes) expect([operation.path, text.includes(hash)]).toEqual([operation.path, false]);
    expect(text).not.toMatch(/passwordHash|secretHash|sealedSecrets/);
  }
});

/** What is asked again as of then: each list whole, and many of each thing that has a page. */
async function questions(): Promise<(readonly [LoadedOperation, Record<string, string>])[]> {
  const { organizationId } = admin;
  const few = { where: { organizationId }, select: { id: true }, orderBy: { id: "asc" as const } };
  const db = systemDb();
  const known: Record<string, { id: string }[]> = {
    findingId: await db.finding.findMany({ ...few, take: 15 }),
    resourceId: await db.resource.findMany({ ...few, take: 25 }),
    issueId: await db.issue.findMany({ ...few, take: 15 }),
    workloadId: await db.workload.findMany(few),
    connectionId: await db.connection.findMany(few),
    syncId: await db.sync.findMany(few),
  };
  return reads
    .filter(({ spec }) => spec.past)
    .flatMap((operation) => {
      const [param = ""] = paramsOf(operation);
      return (known[param] ?? [{ id: ids[param] ?? "" }]).map(
        ({ id }) => [operation, { ...ids, [param]: id }] as const,
      );
    });
}

async function answerTo([operation, about]: readonly [LoadedOperation, Record<string, string>], at?: string) {
  const takesLimit = (operation.spec.query?.parameters() ?? []).some(({ name }) => name === "limit");
  const query = [takesLimit ? "limit=200" : "", at ? `at=${at}` : ""].filter((part) => part !== "").join("&");
  const response = await read(operation, query, about);
  const asked = paramsOf(operation).map((param) => about[param]);
  return { path: operation.path, asked, status: response.status, body: (await response.json()) as unknown };
}

/** What the demo estate's owners do about it: the recordings after the fixes, a cloud that leaves, and what people decide. */
async function changeEverything(): Promise<void> {
  const { organizationId } = admin;
  const job = jobContext(organizationId, "test");
  for (const { id, connectorId } of await systemDb().connection.findMany({ where: { organizationId } })) {
    if (connectorId === "gcp") await deleteConnection(admin, id);
    else {
      await updateConnection(admin, id, {
        name: `${connectorId} after`,
        recording: `demo/${connectorId}.fixed`,
      });
      await syncConnection(job, { connectionId: id }, signal, findConnector);
    }
  }
  await renameWorkload(admin, ids["workloadId"] ?? "", { name: "Called otherwise" });
  await addComment(admin, "issue", ids["issueId"] ?? "", { text: "Fixed in the recordings." });
  await assign(admin, "finding", ids["findingId"] ?? "", AssignInput.parse({ assigneeId: admin.actor.id }));
  await evaluateOrganization(job, signal);
  await refreshCorrelation(job, signal);
  await refreshResponsibility(job, signal);
}

test("every list and every page asked as of then answers what was shown then", async () => {
  const asked = await questions();
  const lists = asked.filter(([operation]) => paramsOf(operation).length === 0);
  const answers = async (of: typeof asked, at?: string) => {
    const all = [];
    for (const question of of) all.push(await answerTo(question, at));
    return all;
  };
  await setTimeout(5);
  const at = new Date().toISOString();
  await setTimeout(5);
  const shown = await answers(asked);
  await changeEverything();
  const then = await answers(asked, at);
  expect(shown.filter(({ status }) => status !== 200)).toEqual([]);
  for (const [index, answer] of shown.entries()) expect(then[index]).toEqual(answer);
  // Else the change would have tested nothing.
  const texts = new Set(shown.map((answer) => JSON.stringify(answer)));
  const moved = (await answers(lists)).filter((answer) => !texts.has(JSON.stringify(answer)));
  expect(moved.length).toBeGreaterThan(15);
}, 120_000);
