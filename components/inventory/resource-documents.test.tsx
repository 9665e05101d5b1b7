// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";

import type { ResourceHistory } from "#lib/contract/inventory.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { sampleResourceDetail } from "../testing/sample-resource.ts";
import { DocumentTable } from "./document-table.tsx";
import { HistoryList } from "./history-list.tsx";
import { PropertiesPanel } from "./properties-panel.tsx";
import { ResourceHeader } from "./resource-header.tsx";

afterEach(cleanup);

const entry = (term: string) => screen.getByText(term).closest("div");
const valueOf = (term: string) => entry(term)?.querySelector("dd")?.textContent;

describe("a document's values", () => {
  test.each([
    ["null", null, "not set"],
    ["undefined", undefined, "not set"],
    ["no", false, "no"],
    ["yes", true, "yes"],
    ["zero", 0, "0"],
    ["a negative number", -5, "-5"],
    ["thousands", 86_400, "86,400"],
    ["a fraction", 0.25, "0.25"],
    ["a very small fraction", 0.000_001, "0.000001"],
    ["an empty text", "", "empty"],
    ["a text that looks like a switch", "false", "false"],
    ["a text that looks like a number", "007", "007"],
    ["an empty list", [], "none"],
    ["a list of one", ["a"], "a"],
    ["a list of some", ["a", "b"], "a, b"],
  ])("%s", (_, value, said) => {
    show(<DocumentTable values={{ theValue: value }} />);
    expect(valueOf("The value")).toBe(said);
  });

  test("not set, empty and none are told apart from a text that says so", () => {
    show(<DocumentTable values={{ one: "not set", two: null }} />);
    expect(entry("One")?.querySelector("dd span")).toBeNull();
    expect(entry("Two")?.querySelector("dd span")?.textContent).toBe("not set");
  });

  test("ids stand each on its own line, whole", () => {
    const ids = ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b"];
    show(<DocumentTable values={{ roles: ids }} />);
    const items = within(entry("Roles") ?? document.body).getAllByRole("listitem");
    expect(items.map(({ textContent }) => textContent)).toEqual(ids);
  });

  test("a long list is folded, with its length", () => {
    const values = Array.from({ length: 500 }, (_, at) => `member ${at}`);
    show(<DocumentTable values={{ members: values }} />);
    expect(screen.getByText("500 entries").tagName).toBe("SUMMARY");
    expect(valueOf("Members")).toContain("member 499");
  });

  test.each([
    ["a document of one", { a: 1 }, "1 entry"],
    ["a document of two", { a: 1, b: 2 }, "2 entries"],
    ["a list of one document", [{ a: 1 }], "1 entry"],
    ["a list of mixed things", ["a", 1, null], "3 entries"],
    ["an empty document", {}, "0 entries"],
  ])("%s is folded as %3$s", (_, value, summary) => {
    show(<DocumentTable values={{ nested: value }} />);
    expect(screen.getByText(summary)).toBeTruthy();
    expect(
      JSON.parse(screen.getByText(summary).parentElement?.querySelector("pre")?.textContent ?? ""),
    ).toEqual(value);
  });

  test("a very deep document is text, not a very deep page", () => {
    let deep: unknown = "bottom";
    for (let level = 0; level < 200; level += 1) deep = { deep };
    const { container } = show(<DocumentTable values={{ deep }} />);
    expect(container.querySelector("pre")?.textContent).toContain("bottom");
    expect(container.querySelectorAll("*").length).toBeLessThan(20);
  });

  test("a huge document is there whole, behind one fold", () => {
    const rules = Array.from({ length: 2_000 }, (_, at) => ({ id: at, text: "x".repeat(50) }));
    const { container } = show(<DocumentTable values={{ rules }} />);
    expect(screen.getByText("2,000 entries")).toBeTruthy();
    expect(container.querySelector("details")?.open).toBe(false);
    expect(container.querySelectorAll("*").length).toBeLessThan(20);
  });

  test.each(Object.entries(hostileNames))("hostile values (%s) are text wherever they stand", (_, name) => {
    const values = { plain: name, list: [name, name], nested: { [name]: name }, id: `arn:${name}` };
    const { container } = show(<DocumentTable values={values} />);
    expect(container.querySelector("img, script")).toBeNull();
    expect(valueOf("Plain")).toBe(name);
    expect(valueOf("ID")).toBe(`arn:${name}`);
  });

  test("names read as words, and the provider's own stays on hover", () => {
    show(<DocumentTable values={{ kmsKeyArn: "x" }} />);
    expect(screen.getByText("KMS key ARN").getAttribute("title")).toBe("kmsKeyArn");
  });

  test("two names that read alike are both shown", () => {
    show(<DocumentTable values={{ publicRead: true, PublicRead: false }} />);
    expect(screen.getAllByText("Public read")).toHaveLength(2);
  });

  test("a tag keeps the name its owner gave it", () => {
    show(<PropertiesPanel resource={sampleResourceDetail({ tags: { CostCenter: "42", "a:b/c": "" } })} />);
    expect(valueOf("CostCenter")).toBe("42");
    expect(valueOf("a:b/c")).toBe("empty");
  });
});

describe("what is not known", () => {
  const gap = (path: string, overrides: object = {}) => ({
    path,
    reason: "denied" as const,
    call: "s3:GetBucketPolicy",
    permission: null,
    message: "Not authorized.",
    ...overrides,
  });
  const panel = (count: number) =>
    show(
      <PropertiesPanel
        resource={sampleResourceDetail({
          unknown: Array.from({ length: count }, (_, at) => gap(`facets.fact${at}`)),
        })}
      />,
    );

  test.each([
    [1, "1 fact"],
    [2, "2 facts"],
    [1_500, "1,500 facts"],
  ])("%i are counted as %s", (count, said) => {
    panel(count);
    expect(screen.getByText(said)).toBeTruthy();
  });

  test("names the fact in words, and its path on hover", () => {
    show(
      <PropertiesPanel resource={sampleResourceDetail({ unknown: [gap("properties.policy.kmsKeyId")] })} />,
    );
    expect(screen.getByText("Policy › KMS key ID").getAttribute("title")).toBe("properties.policy.kmsKeyId");
  });

  test("asks for no permission where none would tell", () => {
    show(<PropertiesPanel resource={sampleResourceDetail({ unknown: [gap("facets.hosts")] })} />);
    expect(screen.queryByText(/needs/)).toBeNull();
  });
});

describe("where it was read", () => {
  const source = (overrides: object) => {
    const base = sampleResourceDetail();
    return sampleResourceDetail({ source: { ...base.source, ...overrides } });
  };

  test.each([
    ["complete", "Buckets (complete)"],
    ["partial", "Buckets (incomplete)"],
    ["denied", "Buckets (denied)"],
    ["failed", "Buckets (failed)"],
    ["skipped", "Buckets (skipped)"],
    ["running", "Buckets (reading)"],
    ["pending", "Buckets (waiting)"],
  ] as const)("a collection that is %s is said so", (state, said) => {
    show(<PropertiesPanel resource={source({ state })} />);
    expect(valueOf("Collection")).toBe(said);
  });

  test("a confirmed resource says when, with the instant on hover", () => {
    show(<PropertiesPanel resource={source({ verifiedAt: "2026-03-01T10:00:00Z" })} />);
    expect(entry("Verified")?.querySelector("time")?.getAttribute("datetime")).toContain(
      "2026-03-01T10:00:00",
    );
  });
});

describe("history", () => {
  const state = (
    validFrom: string,
    validTo: string | null,
    changes: ResourceHistory["items"][number]["changes"] = [],
  ) => ({ validFrom, validTo, name: "claims", changes, log: null });
  const [first, second, third] = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"];
  const history = (items: ResourceHistory["items"]) =>
    show(<HistoryList history={{ items, firstSeenAt: first, removedAt: null }} />);
  const states = () =>
    screen
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent.replace(/\d{1,2} \w+ 2026, [\d:]+ UTC/g, "T"));

  test("of many states stands newest first, each until the next began", () => {
    history([
      state(third, null, [{ path: "tags.owner", before: "ada", after: "grace" }]),
      state(second, third, [{ path: "facets.publicRead", before: false, after: true }]),
      state(first, second),
    ]);
    expect(states()).toEqual([
      "T, the present stateTag owner− ada+ grace",
      "T until TPublic read− no+ yes",
      "T until TFirst seen",
    ]);
  });

  test("that is longer than what is kept says so instead of claiming the beginning", () => {
    history([state(third, null, [{ path: "name", before: "a", after: "b" }]), state(second, third)]);
    expect(states().at(-1)).toBe("T until TEarlier states are not shown");
  });

  test("of what was gone and came back says that it came back", () => {
    history([state(third, null), state(second, third), state(first, second)]);
    expect(states()[0]).toContain("Back as it was");
  });

  test("of a list shows what came and went, not the whole of it", () => {
    const before = ["a", "b", "c"];
    history([state(second, null, [{ path: "properties.members", before, after: ["b", "c", "d"] }])]);
    expect(states()[0]).toBe("T, the present stateMembers− a+ d2 unchanged");
  });

  test("of a document shows it over lines, readable aloud as gone and come", () => {
    const { container } = history([
      state(second, null, [{ path: "properties.rule", before: { port: 22 }, after: { port: 443 } }]),
    ]);
    expect(container.querySelector("del")?.textContent).toBe('− {\n  "port": 22\n}');
    expect(container.querySelector("ins")?.textContent).toBe('+ {\n  "port": 443\n}');
  });

  test("of a resource nobody changed says that", () => {
    history([]);
    expect(screen.getByText("It has had one state since it was first seen")).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("of hostile values (%s) is text", (_, name) => {
    const { container } = history([
      state(second, null, [{ path: `tags.${name}`, before: name, after: [name] }]),
    ]);
    expect(container.querySelector("img, script")).toBeNull();
    expect(screen.getByText(`Tag ${name}`)).toBeTruthy();
  });
});

describe("the header", () => {
  test.each([
    ["anyone", "Exposure Anyone"],
    ["credential", "Exposure With a key"],
    ["internal", "Exposure Internal"],
  ] as const)("says that %s reaches it", (exposure, said) => {
    show(<ResourceHeader resource={sampleResourceDetail({ exposure })} />);
    expect(screen.getByText(/^Exposure/).textContent).toBe(said);
  });

  test.each([
    ["admin", "Privilege Administrator"],
    ["broad", "Privilege Broad"],
    ["scoped", "Privilege Scoped"],
    ["none", "Privilege None"],
  ] as const)("says how much a %s identity may do", (privilege, said) => {
    show(<ResourceHeader resource={sampleResourceDetail({ privilege })} />);
    expect(screen.getByText(/^Privilege/).textContent).toBe(said);
  });

  test("leads back to the inventory", () => {
    show(<ResourceHeader resource={sampleResourceDetail({ region: "eu-west-1" })} />);
    expect(screen.getByRole("link", { name: "Inventory" }).getAttribute("href")).toBe("/inventory");
    expect(screen.getByText("AWS · 111122223333 · eu-west-1")).toBeTruthy();
  });
});
