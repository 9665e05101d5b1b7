// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { RelationshipView, ResourceDetail } from "#lib/contract/inventory.ts";

import { giveElementsSize } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { sampleRelationship, sampleResourceDetail } from "../testing/sample-resource.ts";
import { AccessList, isAccess } from "./access-list.tsx";
import { DerivedCard } from "./derived-card.tsx";
import { RelationshipList } from "./relationship-list.tsx";
import { RelationshipsPanel } from "./relationships-panel.tsx";
import { ResourceTabs } from "./resource-tabs.tsx";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const { other } = sampleRelationship();
const related = (id: string | null, overrides: Partial<RelationshipView> = {}): RelationshipView =>
  sampleRelationship({
    other: { ...other, id, key: `arn:aws:iam::1:role/${id}`, name: `role ${id}` },
    ...overrides,
  });

describe("relationships in words", () => {
  test("name the statement that decides them, its ids in short and whole on hover", () => {
    const arn = "arn:aws:s3:::claims/*";
    show(
      <RelationshipList name="claims" relationships={[related("a", { reason: `allows read on ${arn}` })]} />,
    );
    expect(screen.getByRole("listitem").textContent).toMatch(/because allows read on claims\/\*$/);
    expect(screen.getByTitle(arn).textContent).toBe("claims/*");
  });

  test("without a reason say none", () => {
    show(<RelationshipList name="claims" relationships={[related("a", { reason: null })]} />);
    expect(screen.queryByText(/because/)).toBeNull();
  });

  test("to what nobody collected keep its whole id on hover", () => {
    show(<RelationshipList name="claims" relationships={[related(null)]} />);
    expect(screen.getByText("role/null (not collected)").getAttribute("title")).toBe(
      "arn:aws:iam::1:role/null: no connection has collected it",
    );
  });

  test("that were computed are told apart from those that were read", () => {
    show(<RelationshipList name="claims" relationships={[related("a"), related("b", { derived: true })]} />);
    const [read, computed] = screen.getAllByRole("listitem");
    expect(read?.textContent).not.toContain("derived");
    expect(computed?.textContent).toContain("derived");
  });

  test("many of them are all there", () => {
    const relationships = Array.from({ length: 400 }, (_, at) => related(`r${at}`));
    show(<RelationshipList name="claims" relationships={relationships} />);
    expect(screen.getAllByRole("listitem")).toHaveLength(400);
  });
});

describe("the relationships of a resource", () => {
  const panel = (relationships: readonly RelationshipView[]) => {
    giveElementsSize();
    return show(
      <RelationshipsPanel resource={sampleResourceDetail({ relationships: [...relationships] })} />,
    );
  };
  const titles = () =>
    screen
      .getAllByRole("heading", { level: 3 })
      .map(({ textContent }) => textContent)
      .filter((text) => text.includes("…"));

  test("are grouped by kind and direction, each group with its number", () => {
    panel([
      related("a"),
      related("b"),
      related("c", { direction: "out", kind: "logs-to" }),
      related("d", { kind: "logs-to" }),
    ]);
    expect(titles()).toEqual(["… can-read claims (2)", "claims logs-to … (1)", "… logs-to claims (1)"]);
  });

  test("are drawn under a name that says what is drawn", () => {
    panel([related("a")]);
    expect(screen.getAllByLabelText(/What claims is related to/).length).toBeGreaterThan(0);
  });

  test("of which none is collected are not drawn, and still said", () => {
    panel([related(null)]);
    expect(screen.queryByLabelText(/What claims is related to/)).toBeNull();
    expect(screen.getByText(/not collected/)).toBeTruthy();
  });

  test("that are none are said to be none", () => {
    panel([]);
    expect(screen.getByText("Nothing is related to it")).toBeTruthy();
  });

  test("that are very many are drawn in part, and the drawing says so", () => {
    panel(Array.from({ length: 90 }, (_, at) => related(`near${at}`)));
    expect(screen.getByText("the first 60 of 90 drawn")).toBeTruthy();
    expect(titles()).toEqual(["… can-read claims (90)"]);
  });

  test("are drawn farther on request, and a drawing that was cut short says so", async () => {
    const requests = serve({
      "GET /api/v1/resources/r1/neighbourhood": {
        body: {
          nodes: ["claims", "a", "far"].map((name) => ({
            id: name,
            name,
            typeTitle: "S3 bucket",
            class: "data-store",
            layer: "data",
            worst: null,
            openCount: 0,
            role: null,
          })),
          edges: [],
          depth: "2",
          cutShort: true,
        },
      },
    });
    const { user } = panel([related("a")]);
    await user.click(screen.getByRole("radio", { name: "2" }));
    expect(await screen.findByText("there is more than is drawn")).toBeTruthy();
    expect(screen.getByText(/^3 resources/)).toBeTruthy();
    expect(requests.map(({ path }) => path)).toEqual(["/api/v1/resources/r1/neighbourhood?depth=2"]);
  });

  test("that are as many as can be drawn are not said to be drawn in part", () => {
    panel(Array.from({ length: 60 }, (_, at) => related(`near${at}`)));
    expect(screen.queryByText(/drawn/)).toBeNull();
  });
});

describe("access", () => {
  const shown = (relationships: readonly RelationshipView[]) => {
    show(<AccessList name="claims" relationships={relationships} />);
    return screen.queryAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent);
  };

  test.each([
    ["can-invoke", "Who can invoke it (1)", "What it can invoke (1)"],
    ["invokes", "Who can invoke it (1)", "What it can invoke (1)"],
    ["can-read", "Who can read it (1)", "What it can read (1)"],
    ["can-write", "Who can write to it (1)", "What it can write to (1)"],
    ["can-manage", "Who can manage it (1)", "What it can manage (1)"],
    ["can-pass", "Who can manage it (1)", "What it can manage (1)"],
    ["can-assume", "Who can act as it (1)", "Whom it can act as (1)"],
    ["runs-as", "Who can act as it (1)", "Whom it can act as (1)"],
  ] as const)("%s is asked both ways", (kind, of, by) => {
    expect(shown([related("a", { kind }), related("b", { kind, direction: "out" })])).toEqual([of, by]);
  });

  test("keeps its order whatever comes first", () => {
    expect(
      shown([
        related("a", { kind: "runs-as" }),
        related("b", { kind: "can-write" }),
        related("c", { kind: "can-read" }),
        related("d", { kind: "can-invoke" }),
      ]),
    ).toEqual([
      "Who can invoke it (1)",
      "Who can read it (1)",
      "Who can write to it (1)",
      "Who can act as it (1)",
    ]);
  });

  test("says the statement that allows each", () => {
    shown([related("a", { reason: "policy readers allows s3:GetObject" })]);
    expect(screen.getByText(/policy readers allows s3:GetObject/)).toBeTruthy();
  });

  test("is nothing where relationships grant none", () => {
    expect(isAccess(related("a", { kind: "routes-to" }))).toBe(false);
    expect(shown([related("a", { kind: "routes-to" })])).toEqual([]);
    expect(screen.getByText("Nothing is related to it")).toBeTruthy();
  });
});

describe("what follows from the graph", () => {
  const arn = "arn:aws:iam::111122223333:role/writer";
  const reason = (text: string, resourceKey: string | null = null) => ({ text, resourceKey });
  const card = (overrides: Partial<ResourceDetail>) =>
    show(<DerivedCard resource={sampleResourceDetail(overrides)} />);
  const privilege = (reasons: ReturnType<typeof reason>[]) => ({
    privilege: { level: "broad" as const, reasons },
  });
  const mentioned = [{ key: arn, id: "r9", name: "writer", typeTitle: "IAM role" }];

  test("names the resource of a reason as people do, and leads to its page", () => {
    card({ derived: privilege([reason("May change everything", arn)]), mentioned });
    const link = screen.getByRole("link", { name: "writer" });
    expect(link.getAttribute("href")).toBe("/inventory/r9");
    expect(link.getAttribute("title")).toBe(`IAM role ${arn}`);
    expect(screen.getByRole("listitem").textContent).not.toContain("arn:");
  });

  test("does not say a name twice", () => {
    card({ derived: privilege([reason("writer may change everything", arn)]), mentioned });
    expect(screen.getByRole("listitem").textContent).toBe("writer may change everything · IAM role");
  });

  test("searches for a resource that is not in the inventory, under its short id", () => {
    card({ derived: privilege([reason("May change everything", arn)]) });
    const link = screen.getByRole("link", { name: "role/writer" });
    expect(link.getAttribute("href")).toBe(`/inventory?q=${encodeURIComponent(arn)}`);
  });

  test("shortens ids inside the sentence", () => {
    card({ derived: privilege([reason(`policy p allows write-data on ${arn}`)]) });
    expect(screen.getByRole("listitem").textContent.trim()).toBe("policy p allows write-data on role/writer");
    expect(screen.getByTitle(arn)).toBeTruthy();
  });

  test("says each reason once", () => {
    card({ derived: privilege([reason("Same", arn), reason("Same", arn), reason("Same")]), mentioned });
    expect(screen.getAllByRole("listitem")).toHaveLength(2);
  });

  test("folds what is more than a reader takes in", () => {
    card({ derived: privilege(Array.from({ length: 40 }, (_, at) => reason(`Reason ${at}`))) });
    expect(screen.getByText("34 more reasons")).toBeTruthy();
    const [first] = screen.getAllByRole("list");
    expect(within(first ?? document.body).getAllByRole("listitem")).toHaveLength(6);
  });

  test("says all that is derived, each under its word", () => {
    card({
      derived: {
        exposure: { reach: "internal", via: [], reasons: [reason("No way in")] },
        sensitivity: { level: "unclassified", dataClasses: [], reasons: [] },
        privilege: { level: "none", reasons: [] },
      },
    });
    expect(screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      "Exposure Internal",
      "Data Unclassified",
      "Privilege None",
    ]);
  });

  test("names classes of data in words", () => {
    const sensitivity = {
      level: "sensitive" as const,
      dataClasses: ["personal-data", "health"],
      reasons: [],
    };
    card({ derived: { sensitivity } });
    expect(screen.getByRole("heading", { level: 3 }).textContent).toBe(
      "Data: personal data, health Sensitive",
    );
  });

  test.each(Object.entries(hostileNames))("is text with hostile names (%s)", (_, name) => {
    const { container } = card({
      derived: privilege([reason(name, name)]),
      mentioned: [{ key: name, id: "r9", name, typeTitle: name }],
    });
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the tabs", () => {
  const contents = {
    properties: "the properties",
    relationships: "the relationships",
    access: "the access",
    findings: "the findings",
    components: "the components",
    history: "the history",
    raw: "the document",
  };
  const tabs = (search = "") =>
    show(<ResourceTabs counts={{ relationships: 3, findings: 0 }} contents={contents} />, { search });

  test("open on the properties, and count what they hold", () => {
    tabs();
    expect(screen.getByRole("tabpanel").textContent).toBe("the properties");
    expect(screen.getAllByRole("tab").map(({ textContent }) => textContent)).toEqual([
      "Properties",
      "Relationships3",
      "Access",
      "Findings0",
      "Components",
      "History",
      "Raw document",
    ]);
  });

  test.each(Object.entries(contents))("open on %s by the address", (id, text) => {
    tabs(`?tab=${id}`);
    expect(screen.getByRole("tabpanel").textContent).toBe(text);
  });

  test("of an address that names none open on the first", () => {
    tabs("?tab=nonsense");
    expect(screen.getByRole("tabpanel").textContent).toBe("the properties");
  });

  test("write the address, and are walked by arrow keys", async () => {
    const { user, searches } = tabs();
    await user.click(screen.getByRole("tab", { name: "Access" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?tab=access"));
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(searches.at(-1)).toBe("?tab=findings"));
    expect(screen.getByRole("tabpanel").textContent).toBe("the findings");
  });
});
