import { describe, expect, test } from "vitest";

import type { Context } from "#lib/access/context.ts";
import type { RecordedCall } from "#lib/connectors/recording.ts";
import { createConnection } from "#lib/inventory/create-connection.ts";
import { deleteConnection } from "#lib/inventory/delete-connection.ts";
import { deleteRecording } from "#lib/inventory/delete-recording.ts";
import { listRecordings } from "#lib/inventory/list-recordings.ts";
import { openRecording } from "#lib/inventory/open-recording.ts";
import { uploadRecording } from "#lib/inventory/upload-recording.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const call = (operation: string, extra: Partial<RecordedCall> = {}): RecordedCall => ({
  connector: "aws",
  account: "111122223333",
  region: "eu-west-1",
  service: "s3",
  operation,
  input: {},
  output: { Buckets: [] },
  ...extra,
});
const lines = (...calls: unknown[]) => calls.map((one) => JSON.stringify(one)).join("\n");
const upload = (ctx: Context, text: string, name = "Production") => uploadRecording(ctx, { name, text });
const { signal } = new AbortController();

const admin = await createOrganization();

describe("an upload", () => {
  test("is listed with what it holds, newest first, and without its content", async () => {
    const ctx = await createOrganization();
    const text = lines(call("ListBuckets"), call("GetBucketAcl"));
    await upload(ctx, text, "first");
    await upload(ctx, `${text}\n\n`, "second");
    const { items } = await listRecordings(ctx);
    expect(items.map(({ name }) => name)).toEqual(["second", "first"]);
    expect(items[1]).toMatchObject({ connectorId: "aws", callCount: 2, sizeBytes: text.length });
    expect(JSON.stringify(items)).not.toContain("ListBuckets");
  });

  test("answers its calls when it is opened, and no others", async () => {
    const { recording } = await upload(admin, lines(call("ListBuckets", { output: { Buckets: ["b"] } })));
    const transport = await openRecording(admin.organizationId, recording);
    expect(await transport(call("ListBuckets"), signal)).toEqual({ Buckets: ["b"] });
    await expect(transport(call("ListRoles"), signal)).rejects.toMatchObject({ reason: "not-recorded" });
  });

  test("gives a recorded refusal as the refusal it was", async () => {
    const error = { reason: "denied" as const, message: "No", permission: "s3:ListAllMyBuckets" };
    const { output: _, ...refused } = call("ListBuckets", { error });
    const { recording } = await upload(admin, lines(refused));
    const transport = await openRecording(admin.organizationId, recording);
    await expect(transport(call("ListBuckets"), signal)).rejects.toMatchObject(error);
  });

  test.each([
    ["nothing", "", "The recording holds no call."],
    ["blank lines", "\n \n\t\n", "The recording holds no call."],
    ["what is not JSON", "{", "Line 1 is not JSON. Each line must be one recorded call."],
    ["a list", "[]", /^Line 1 is not a recorded call: Invalid input: expected object/],
    [
      "JSON that is no call",
      lines(call("A"), { hello: "world" }),
      /^Line 2 is not a recorded call: connector: /,
    ],
    [
      "a call with a member that calls do not have",
      lines({ ...call("A"), token: "secret" }),
      /^Line 1 is not a recorded call: Unrecognized key: "token"/,
    ],
    [
      "an operation too long for one",
      lines(call("x".repeat(129))),
      /^Line 1 is not a recorded call: operation: /,
    ],
    [
      "an error of a kind that there is not",
      lines({ ...call("A"), error: { reason: "tired", message: "", permission: null } }),
      /^Line 1 is not a recorded call: error.reason: /,
    ],
    [
      "a connector that there is not",
      lines(call("A", { connector: "mainframe" })),
      /^Line 1: connector: There is no connector mainframe/,
    ],
    [
      "calls of two connectors",
      lines(call("A"), call("B"), call("C", { connector: "gcp" })),
      "Line 3: a recording holds the calls of one connector.",
    ],
  ])("of %s is refused and kept nowhere", async (_, text, message) => {
    const ctx = await createOrganization();
    await expect(upload(ctx, text)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(message),
    });
    expect((await listRecordings(ctx)).items).toEqual([]);
  });

  test("with Windows line ends and no last line end reads the same", async () => {
    const text = lines(call("A"), call("B")).replaceAll("\n", "\r\n");
    expect(await upload(admin, text)).toMatchObject({ callCount: 2 });
  });

  test("whose names are those of every object's own parts answers as recorded", async () => {
    const hostile = call("__proto__", { account: "constructor", service: "toString", output: "fine" });
    const { recording } = await upload(admin, lines(hostile));
    const transport = await openRecording(admin.organizationId, recording);
    expect(await transport(hostile, signal)).toBe("fine");
    await expect(transport(call("hasOwnProperty"), signal)).rejects.toMatchObject({
      reason: "not-recorded",
    });
  });

  test("of more than there may be says to delete one", async () => {
    const ctx = await createOrganization();
    const one = await upload(ctx, lines(call("A")));
    const row = await systemDb().recording.findUniqueOrThrow({ where: { id: one.id } });
    await systemDb().recording.createMany({
      data: Array.from({ length: 49 }, () => ({ ...row, id: crypto.randomUUID() })),
    });
    await expect(upload(ctx, lines(call("A")))).rejects.toMatchObject({ code: "conflict" });
    await deleteRecording(ctx, one.id);
    expect(await upload(ctx, lines(call("A")))).toMatchObject({ callCount: 1 });
  });
});

describe("another organization's recording", () => {
  test("is neither listed, nor opened, nor replayed, nor deleted", async () => {
    const stranger = await createOrganization();
    const { id, recording } = await upload(admin, lines(call("A")));
    expect((await listRecordings(stranger)).items).toEqual([]);
    await expect(openRecording(stranger.organizationId, recording)).rejects.toThrow(/no recording/);
    const replay = {
      mode: "replay" as const,
      connectorId: "aws" as const,
      name: "Theirs",
      syncEveryMinutes: null,
    };
    await expect(createConnection(stranger, { ...replay, recording })).rejects.toMatchObject({
      code: "invalid-input",
    });
    await expect(deleteRecording(stranger, id)).rejects.toMatchObject({ code: "not-found" });
    expect((await listRecordings(admin)).items.map((item) => item.id)).toContain(id);
  });

  test.each([
    "demo/../../package",
    "demo/..",
    "demo/aws/../aws",
    "/etc/passwd",
    "upload/%2e%2e",
    "upload/00000000-0000-0000-0000-000000000000",
    "demo/no-such-recording",
    "",
  ])("nor does a name lead anywhere else: %j", async (name) => {
    await expect(openRecording(admin.organizationId, name)).rejects.toThrow(/no recording/);
  });
});

describe("a push to a connection", () => {
  const lab = async (ctx: Context, mode: "replay" | "live" = "replay") => {
    const { recording } = await upload(ctx, lines(call("First")));
    const { id } = await createConnection(ctx, {
      mode: "replay",
      connectorId: "aws",
      name: "Lab",
      recording,
      syncEveryMinutes: null,
    });
    if (mode === "live") await systemDb().connection.update({ where: { id }, data: { mode } });
    return id;
  };
  const push = (ctx: Context, connectionId: string, operation: string) =>
    uploadRecording(ctx, { name: operation, text: lines(call(operation)), connectionId });
  const pusher = (ctx: Context): Context => ({ ...ctx, permissions: new Set(["recording:push"] as const) });

  test("is replayed from then on, asks for a sync, and takes the place of what was pushed before", async () => {
    const ctx = await createOrganization();
    const connectionId = await lab(ctx);
    for (let at = 1; at <= 5; at++) await push(pusher(ctx), connectionId, `Push${at}`);
    const { items } = await listRecordings(ctx);
    expect(items.map(({ name }) => name)).toEqual(["Push5", "Push4", "Production"]);
    const { config } = await systemDb().connection.findUniqueOrThrow({ where: { id: connectionId } });
    expect(config).toEqual({ recording: items[0]?.recording });
    const syncs = await systemDb().sync.findMany({ where: { connectionId } });
    expect(syncs.map(({ state }) => state)).toEqual(["queued"]);
  });

  test("needs no room among what people uploaded, and leaves with its connection", async () => {
    const ctx = await createOrganization();
    const connectionId = await lab(ctx);
    const row = await systemDb().recording.findFirstOrThrow({
      where: { organizationId: ctx.organizationId },
    });
    await systemDb().recording.createMany({
      data: Array.from({ length: 49 }, () => ({ ...row, id: crypto.randomUUID() })),
    });
    await push(ctx, connectionId, "Pushed");
    await deleteConnection(ctx, connectionId);
    expect((await listRecordings(ctx)).items.map(({ name }) => name)).not.toContain("Pushed");
  });

  test("is all that its permission lets a token do", async () => {
    const ctx = await createOrganization();
    const connectionId = await lab(ctx);
    const token = pusher(ctx);
    const { id } = await push(token, connectionId, "Pushed");
    await expect(listRecordings(token)).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteRecording(token, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteConnection(token, connectionId)).rejects.toMatchObject({ code: "forbidden" });
    const reader = await createMember(ctx.organizationId, "auditor");
    await expect(push(reader, connectionId, "Pushed")).rejects.toMatchObject({ code: "forbidden" });
  });

  test.each([
    ["of another connector", "replay", "gcp", /connectionId: It is of aws, and the recording of gcp/],
    ["that calls the provider itself", "live", "aws", /connectionId: It calls the provider itself/],
  ] as const)("to one %s is refused and kept nowhere", async (_, mode, connector, message) => {
    const ctx = await createOrganization();
    const connectionId = await lab(ctx, mode);
    const text = lines(call("A", { connector }));
    await expect(uploadRecording(ctx, { name: "x", text, connectionId })).rejects.toThrow(message);
    expect((await listRecordings(ctx)).items).toHaveLength(1);
  });

  test("to another organization's is not found", async () => {
    const connectionId = await lab(await createOrganization());
    const stranger = await createOrganization();
    await expect(push(stranger, connectionId, "A")).rejects.toMatchObject({ code: "not-found" });
    expect((await listRecordings(stranger)).items).toEqual([]);
  });
});

describe("deleting", () => {
  test("waits until no connection replays it, and is written down", async () => {
    const ctx = await createOrganization();
    const { id, recording } = await upload(ctx, lines(call("A")));
    const { id: connectionId } = await createConnection(ctx, {
      mode: "replay",
      connectorId: "aws",
      name: "Lab",
      recording,
      syncEveryMinutes: null,
    });
    await expect(deleteRecording(ctx, id)).rejects.toMatchObject({
      code: "conflict",
      message: "The connection Lab replays it. Delete that one first.",
    });
    await deleteConnection(ctx, connectionId);
    await deleteRecording(ctx, id);
    expect((await listRecordings(ctx)).items).toEqual([]);
    const entries = await systemDb().auditEntry.findMany({ where: { organizationId: ctx.organizationId } });
    expect(entries.map(({ action }) => action)).toContain("recording.delete");
    await expect(deleteRecording(ctx, id)).rejects.toMatchObject({ code: "not-found" });
  });

  test.each(["auditor", "engineer"] as const)("is not for an %s", async (role) => {
    const { id } = await upload(admin, lines(call("A")));
    const reader = await createMember(admin.organizationId, role);
    await expect(deleteRecording(reader, id)).rejects.toMatchObject({ code: "forbidden" });
  });
});
