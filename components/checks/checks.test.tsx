// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { CheckDetail, CheckView } from "#lib/contract/checks.ts";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { CheckExamples } from "./check-examples.tsx";
import { ChecksScreen } from "./checks-screen.tsx";
import { OutcomeBar } from "./outcome-bar.tsx";
import { UnknownList } from "./unknown-list.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const sampleCheck = (overrides: Partial<CheckView> = {}): CheckView => ({
  id: "aws/s3/bucket-public",
  origin: "nacre",
  title: "Training bucket is private",
  severity: "high",
  layer: "data",
  function: "protect",
  providers: ["aws", "gcp"],
  appliesTo: [{ type: "aws.s3.bucket", title: "S3 bucket" }],
  passCount: 6,
  failCount: 2,
  unknownCount: 1,
  evaluatedAt: "2026-03-01T00:00:00Z",
  ...overrides,
});
const list = (...items: CheckView[]) => ({ "GET /api/v1/checks": { body: { items } } });
const rows = () => screen.getAllByRole("row").slice(1);

describe("the list of checks", () => {
  test("says of each how bad, where, in which clouds and with what outcome", async () => {
    serve(list(sampleCheck()));
    show(<ChecksScreen />);
    await screen.findByText("Training bucket is private");
    expect(rows().map((row) => row.textContent)).toEqual([
      "HighTraining bucket is privateDataAWS, Google Cloud2 fail, 1 unknown",
    ]);
  });

  test.each([
    [[], "0 checks, 0 failing somewhere."],
    [[sampleCheck()], "1 check, 1 failing somewhere."],
    [[sampleCheck(), sampleCheck({ id: "b", failCount: 0 })], "2 checks, 1 failing somewhere."],
  ])("counts what it lists: %#", async (items, words) => {
    serve(list(...items));
    show(<ChecksScreen />);
    expect(await screen.findByText(new RegExp(words.replaceAll(".", String.raw`\.`)))).toBeTruthy();
  });

  test("counts nothing before it knows", () => {
    serve({ "GET /api/v1/checks": "never" });
    show(<ChecksScreen />);
    expect(screen.getByText("Counting…")).toBeTruthy();
    expect(screen.getByText("Loading checks")).toBeTruthy();
    expect(screen.queryByText(/0 checks/)).toBeNull();
  });

  test("asks for what the address says, and the address holds what is chosen", async () => {
    const requests = serve(list(sampleCheck()));
    const { user, searches } = show(<ChecksScreen />, { search: "?layer=data&q=bucket" });
    await screen.findByText("Training bucket is private");
    const asked = new URL(requests[0]?.path ?? "", "http://x");
    expect(Object.fromEntries(asked.searchParams)).toEqual({ layer: "data", q: "bucket" });
    await user.click(screen.getByRole("button", { name: "Cloud" }));
    await user.click(screen.getByRole("checkbox", { name: "Azure" }));
    await user.click(screen.getByRole("button", { name: "Apply" }));
    await waitFor(() => expect(searches.at(-1)).toContain("provider=azure"));
    expect(searches.at(-1)).toContain("layer=data");
  });

  test("that no check is in offers the way back to all", async () => {
    serve(list());
    const { user, searches } = show(<ChecksScreen />, { search: "?q=zzz" });
    expect(await screen.findByText("No check matches these filters")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Clear the filters" }));
    await waitFor(() => expect(searches.at(-1)).toBe(""));
  });

  test("that cannot be read says why and can be asked for again", async () => {
    serve({ "GET /api/v1/checks": { status: 503, body: { detail: "The database is not answering." } } });
    const { user } = show(<ChecksScreen />);
    expect((await screen.findByRole("alert")).textContent).toContain("The database is not answering.");
    serve(list(sampleCheck()));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Training bucket is private")).toBeTruthy();
  });

  test("keeps what it lists while another filter is being asked for", async () => {
    serve(list(sampleCheck()));
    const { user } = show(<ChecksScreen />);
    await screen.findByText("Training bucket is private");
    serve({ "GET /api/v1/checks": "never" });
    await user.type(screen.getByRole("textbox"), "x{Enter}");
    expect(screen.getByText("Training bucket is private")).toBeTruthy();
    expect(screen.queryByText("Loading checks")).toBeNull();
  });

  test("opens a check by its id, which is a path", async () => {
    serve(list(sampleCheck()));
    const { visited } = show(<ChecksScreen />);
    fireEvent.click(await screen.findByText("Training bucket is private"));
    expect(visited).toEqual(["/checks/aws/s3/bucket-public"]);
  });

  test.each([
    [{}, "2 fail, 6 pass, 1 unknown"],
    [{ failCount: 0, unknownCount: 0 }, "6 pass"],
    [{ passCount: 0, failCount: 0 }, "1 unknown"],
    [{ passCount: 0, failCount: 0, unknownCount: 0 }, "Applies to nothing here"],
    [{ passCount: 1234, failCount: 0, unknownCount: 0 }, "1,234 pass"],
  ])("where it is narrow a card with %o says %s", async (counts, words) => {
    narrowScreen();
    serve(list(sampleCheck(counts)));
    show(<ChecksScreen />);
    const card = await screen.findByRole("button", { name: /Training bucket/ });
    expect(card.textContent).toBe(`Training bucket is privateHighData${words}`);
  });

  test.each(Object.entries(hostileNames))("with a hostile title (%s) is text", async (_, title) => {
    serve(list(sampleCheck({ title })));
    const { baseElement } = show(<ChecksScreen />);
    expect(await screen.findByText(title)).toBeTruthy();
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("the outcomes of a check", () => {
  const bar = (failCount: number, unknownCount: number, passCount: number) => {
    const { container } = show(<OutcomeBar check={{ failCount, unknownCount, passCount }} />);
    const shares = [...container.querySelectorAll<HTMLElement>("[aria-hidden] > span")];
    return {
      words: container.querySelector(".truncate")?.textContent ?? container.textContent,
      shares: shares.map(({ style }) => Number(style.flexGrow)),
    };
  };

  test.each([
    [[2, 0, 6], "2 fail", [2, 0, 6]],
    [[2, 3, 6], "2 fail, 3 unknown", [2, 3, 6]],
    [[0, 0, 6], "all pass", [0, 0, 6]],
    // What could not be decided did not pass.
    [[0, 3, 6], "6 pass, 3 unknown", [0, 3, 6]],
    [[0, 3, 0], "3 unknown", [0, 3, 0]],
    [[1, 0, 0], "1 fail", [1, 0, 0]],
    [[12_345, 0, 0], "12,345 fail", [12_345, 0, 0]],
  ] as const)("of %j are %s", ([failed, unknown, passed], words, shares) => {
    const drawn = bar(failed, unknown, passed);
    expect(drawn.words).toBe(words);
    expect(drawn.shares).toEqual(shares);
  });

  test("of a check that nothing here is subject to are none, and nothing is called passing", () => {
    const { words, shares } = bar(0, 0, 0);
    expect(words).toBe("Applies to nothing here");
    expect(shares).toEqual([]);
  });
});

describe("what could not be decided", () => {
  const unknown = (overrides: Partial<CheckDetail["unknown"][number]> = {}) => ({
    resourceId: "r1",
    resourceKey: "arn:aws:s3:::claims",
    call: "s3:GetBucketPolicy",
    permission: "s3:GetBucketPolicy",
    message: "Access is denied.",
    ...overrides,
  });

  test("names the resource, the call and the permission that would decide it", () => {
    show(<UnknownList unknown={[unknown()]} />);
    expect(screen.getByRole("link").getAttribute("href")).toBe("/inventory/r1");
    expect(screen.getByRole("listitem").textContent).toBe(
      "arn:aws:s3:::claimsAccess is denied. s3:GetBucketPolicy needs s3:GetBucketPolicy",
    );
  });

  test("does not speak of a permission where none is wanting", () => {
    show(<UnknownList unknown={[unknown({ permission: null, message: "Throttled." })]} />);
    expect(screen.getByRole("listitem").textContent).toBe("arn:aws:s3:::claimsThrottled. s3:GetBucketPolicy");
  });

  test.each(Object.entries(hostileNames))("with a hostile key (%s) is text", (_, name) => {
    const { baseElement } = show(<UnknownList unknown={[unknown({ resourceKey: name, message: name })]} />);
    expect(screen.getByRole("link").textContent).toBe(name);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("the examples of a check", () => {
  type Example = CheckDetail["examples"][number];
  const resource = (key: string, overrides: Partial<Example["resources"][number]> = {}) => ({
    key,
    name: key,
    typeTitle: "S3 bucket",
    class: "data-store",
    layer: "data" as const,
    facts: {},
    ...overrides,
  });
  const alone = (overrides: Partial<Example> = {}): Example => ({
    name: "open",
    expected: "fail",
    resource: { publicRead: true },
    parameters: {},
    reason: "Anyone can read it",
    resources: [resource("example", { facts: { publicRead: true } })],
    relationships: [],
    ...overrides,
  });
  const around = alone({
    name: "a broad writer",
    resource: {},
    reason: "etl can write it",
    resources: [
      resource("example", { typeTitle: "Knowledge base", class: "knowledge-base" }),
      resource("corpus"),
      resource("etl", {
        typeTitle: "IAM role",
        class: "identity",
        layer: "identity",
        facts: { privilege: "broad", grants: ["s3:*"], lastUsedAt: null },
      }),
    ],
    relationships: [
      { from: "example", kind: "ingests", to: "corpus", reason: null },
      { from: "etl", kind: "can-write", to: "corpus", reason: "policy etl, statement 1" },
      { from: "example", kind: "logs-to", to: "arn:aws:logs:gone", reason: null },
    ],
  });
  const items = () => screen.getAllByRole("listitem");

  test.each([
    ["pass", "Passes"],
    ["fail", "Fails"],
    ["not-applicable", "Not applicable"],
    ["unknown", "Unknown"],
  ] as const)("that are to be %s say so in words, with their name and reason", (expected, words) => {
    show(<CheckExamples examples={[alone({ expected })]} />);
    expect(screen.getByText(words)).toBeTruthy();
    expect(items()[0]?.textContent).toContain("open");
    expect(items()[0]?.textContent).toContain("Anyone can read it");
  });

  test("of one resource show what was collected of it, to be copied", () => {
    show(<CheckExamples examples={[alone()]} />);
    expect(screen.getByRole("button", { name: "Copy What was collected" })).toBeTruthy();
    expect(items()[0]?.textContent).toContain('"publicRead": true');
  });

  test("of several show what leads where, with the facts that decide", () => {
    show(<CheckExamples examples={[around]} />);
    const [shown] = items();
    expect(shown?.textContent).not.toContain("{}");
    expect(
      items()
        .slice(1)
        .map((item) => item.firstElementChild?.textContent),
    ).toEqual([
      "Knowledge baseis checked",
      "ingestscorpusS3 bucket",
      "can-writeetlIAM role",
      "logs-toarn:aws:logs:gone",
    ]);
    expect(screen.getAllByRole("definition").map(({ textContent }) => textContent)).toEqual([
      '"broad"',
      '["s3:*"]',
      "null",
    ]);
  });

  test("say the direction of a relationship to who cannot see the arrow, and its reason on hover", () => {
    show(<CheckExamples examples={[around]} />);
    const direction = (kind: string) => within(screen.getByText(kind)).getByLabelText(/^(to|from)$/);
    expect(direction("ingests").getAttribute("aria-label")).toBe("to");
    expect(direction("can-write").getAttribute("aria-label")).toBe("from");
    expect(screen.getByText("can-write").getAttribute("title")).toBe("policy etl, statement 1");
    expect(screen.getByText("ingests").hasAttribute("title")).toBe(false);
  });

  test("of which one says nothing say that nothing leads to it, instead of empty brackets", () => {
    const bare = alone({ name: "bare", resource: {}, resources: [resource("example")] });
    show(<CheckExamples examples={[bare]} />);
    expect(items()[0]?.textContent).toContain("Nothing leads to it or from it.");
    expect(screen.queryByText("{}")).toBeNull();
  });

  test("of one check are all drawn alike: as graphs as soon as one is", () => {
    show(<CheckExamples examples={[alone(), around]} />);
    expect(screen.queryByRole("button", { name: /Copy/ })).toBeNull();
    expect(screen.getByText("publicRead:", { exact: false })).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("with hostile names (%s) are text", (_, name) => {
    const hostile = {
      ...around,
      name,
      reason: name,
      resources: around.resources.map((of) => ({ ...of, name, typeTitle: name, facts: { [name]: name } })),
    };
    const { baseElement } = show(<CheckExamples examples={[hostile]} />);
    expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(4);
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});
