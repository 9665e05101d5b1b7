// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { Accessor, WorkloadAccess, WorkloadFact } from "#lib/contract/workload-facts.ts";

import { narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import { AccessorList } from "./accessor-list.tsx";
import { FactList, scoreWords } from "./fact-list.tsx";
import { AccessTab, DataTab, ModelTab } from "./facts-tabs.tsx";

beforeEach(narrowScreen);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const fact = (overrides: Partial<WorkloadFact> = {}): WorkloadFact => ({
  term: "Encryption",
  value: "none",
  why: null,
  standing: "gap",
  ...overrides,
});
const accessor = (overrides: Partial<Accessor> = {}): Accessor => ({
  id: "role",
  name: "writer",
  typeTitle: "IAM role",
  ofWorkload: false,
  kind: "can-write",
  on: { id: "store", name: "claims", typeTitle: "S3 bucket" },
  reason: "policy data-writer, statement 2",
  basis: "derived",
  ...overrides,
});

describe("facts", () => {
  test.each([
    ["met", "as it should be"],
    ["gap", "to look at"],
    ["said", "told, not judged"],
    ["unknown", "unknown"],
  ] as const)("%s says how it stands without colour", (standing, words) => {
    show(<FactList facts={[fact({ standing })]} />);
    expect(screen.getByRole("definition").textContent).toBe(`${words}: none`);
  });

  test("the score counts what could be judged, and names what could not", () => {
    expect(scoreWords([fact(), fact({ standing: "met" }), fact({ standing: "said" })])).toBe(
      "1 of 2 as they should be",
    );
    expect(scoreWords([fact({ standing: "unknown" })])).toBe("nothing to judge, 1 unknown");
  });

  test.each(Object.entries(hostileNames))("hostile words (%s) are text", (_, name) => {
    const { container } = show(<FactList facts={[fact({ value: name, why: name })]} />);
    expect(screen.getAllByText(name)).toHaveLength(2);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("who may", () => {
  const items = () => screen.getAllByRole("listitem").map(({ textContent }) => textContent);

  test("each is named once, with every resource that one statement lets them use", () => {
    const other = { id: "other", name: "letters", typeTitle: "S3 bucket" };
    show(<AccessorList accessors={[accessor(), accessor({ on: other })]} empty="Nobody" />);
    expect(items()).toEqual([
      "writerIAM role, not part of this workload, 2 resourcescan-write claims, letters because policy data-writer, statement 2",
      "can-write claims, letters because policy data-writer, statement 2",
    ]);
  });

  test("what is uncertain says maybe", () => {
    show(<AccessorList accessors={[accessor({ basis: "maybe" })]} empty="Nobody" />);
    expect(items().at(-1)).toMatch(/\(maybe\)$/);
  });

  test("nobody is said to be nobody", () => {
    show(<AccessorList accessors={[]} empty="Nobody" />);
    expect(screen.getByText("Nobody")).toBeTruthy();
  });
});

describe("the tabs", () => {
  const store = {
    id: "store",
    name: "claims",
    typeTitle: "S3 bucket",
    roleTitle: "Grounds it",
    sensitivity: "sensitive",
    dataClasses: [],
    facts: [fact()],
    writers: [accessor()],
  };

  test("data is told in a sentence, and each store has its card with who can write", async () => {
    serve({
      "GET /api/v1/workloads/w/data": {
        body: { sentence: "base ingests claims.", lineage: { nodes: [], edges: [] }, stores: [store] },
      },
    });
    show(<DataTab id="w" name="Claims" />);
    expect(await screen.findByText("base ingests claims.")).toBeTruthy();
    const card = within(screen.getByRole("region", { name: /^claims, / }));
    expect(card.getByText("0 of 1 as they should be")).toBeTruthy();
    expect(card.getByText("1 identity can write to it")).toBeTruthy();
  });

  test("a model's gaps stand before its facts", async () => {
    serve({
      "GET /api/v1/workloads/w/models": {
        body: { models: [{ ...store, name: "claude", gaps: ["Monitors: none"] }] },
      },
    });
    show(<ModelTab id="w" name="Claims" />);
    const card = await screen.findByRole("region", { name: /^claude, / });
    expect(card.textContent).toContain("Gaps: Monitors: none.");
  });

  test("identity answers four questions, and says what could add to the answers", async () => {
    const body: WorkloadAccess = {
      questions: (["invoke", "change", "read", "poison"] as const).map((question) => ({
        question,
        accessors: question === "poison" ? [accessor()] : [],
        cutShort: question === "read",
      })),
      wide: [{ id: "a", name: "admin", typeTitle: "IAM role", level: "admin", reasons: ["policy all"] }],
      unknown: ["IAM roles of 1: denied"],
    };
    serve({ "GET /api/v1/workloads/w/access": { body } });
    show(<AccessTab id="w" name="Claims" />);
    expect(await screen.findByRole("heading", { name: /Who can poison it.*\(1\)/ })).toBeTruthy();
    expect(screen.getByRole("heading", { name: /Who can read its data.*there are more/ })).toBeTruthy();
    expect(screen.getByText(/1 collection of identities or policies did not complete/)).toBeTruthy();
    expect(screen.getByText("policy all")).toBeTruthy();
  });

  test("what cannot be read says so", async () => {
    serve({});
    show(<DataTab id="w" name="Claims" />);
    expect((await screen.findByRole("alert")).textContent).toContain("No answer for");
  });
});
