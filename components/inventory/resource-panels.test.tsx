// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";

import type { ResourceHistory } from "#lib/contract/inventory.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { sampleRelationship, sampleResourceDetail } from "../testing/sample-resource.ts";
import { AccessList } from "./access-list.tsx";
import { DerivedCard } from "./derived-card.tsx";
import { HistoryList } from "./history-list.tsx";
import { PropertiesPanel } from "./properties-panel.tsx";
import { RelationshipList } from "./relationship-list.tsx";
import { ResourceHeader } from "./resource-header.tsx";

afterEach(cleanup);

const resource = sampleResourceDetail;
const related = sampleRelationship;
const valueOf = (term: string) => screen.getByText(term).parentElement?.querySelector("dd")?.textContent;

describe("properties", () => {
  test("not set, empty, none, no and zero are told apart, under names in words", () => {
    show(
      <PropertiesPanel
        resource={resource({
          properties: {
            kmsKey: null,
            ownerNote: "",
            grantees: [],
            publicAccess: false,
            objectCount: 0,
            versioned: true,
            secretVariables: ["A", "B"],
          },
        })}
      />,
    );
    expect(valueOf("KMS key")).toBe("not set");
    expect(valueOf("Owner note")).toBe("empty");
    expect(valueOf("Grantees")).toBe("none");
    expect(valueOf("Public access")).toBe("no");
    expect(valueOf("Object count")).toBe("0");
    expect(valueOf("Versioned")).toBe("yes");
    expect(valueOf("Secret variables")).toBe("A, B");
  });

  test("a nested document is shown whole on request", () => {
    show(
      <PropertiesPanel
        resource={resource({ properties: { policy: { Statement: [{ Effect: "Allow" }] } } })}
      />,
    );
    const document = screen.getByText("1 entry").parentElement?.querySelector("pre")?.textContent;
    expect(JSON.parse(document ?? "")).toEqual({ Statement: [{ Effect: "Allow" }] });
  });

  test("says where it was read, and never claims a complete collection that did not happen", () => {
    show(<PropertiesPanel resource={resource()} />);
    expect(screen.getByRole("link", { name: "Production" }).getAttribute("href")).toBe("/connections/c1");
    expect(valueOf("Collection")).toBe("Buckets (incomplete)");
    expect(valueOf("Verified")).toBe("Never completely");
    expect(screen.getByText("It has no tags.")).toBeTruthy();
  });

  test("what is not known stands hatched, with the call that would tell and the permission it needs", () => {
    const unknown = {
      path: "facets.policy",
      reason: "denied",
      call: "s3:GetBucketPolicy",
      permission: "s3:GetBucketPolicyStatus",
      message: "Not authorized.",
    } as const;
    const { container } = show(<PropertiesPanel resource={resource({ unknown: [unknown] })} />);
    expect(container.querySelector(".hatched li")?.textContent).toBe(
      "Policy Not authorized. s3:GetBucketPolicy needs s3:GetBucketPolicyStatus",
    );
    cleanup();
    const known = show(<PropertiesPanel resource={resource()} />);
    expect(known.container.querySelector(".hatched")).toBeNull();
  });
});

describe("what follows from the graph", () => {
  const why = (text: string, resourceKey: string | null) => ({ text, resourceKey });

  test("says the word and its reasons, each with the way to the resource it comes from", () => {
    show(
      <DerivedCard
        resource={resource({
          derived: {
            exposure: {
              reach: "anyone",
              via: [],
              reasons: [
                why("Its gateway asks for nothing", "arn:api/1"),
                why("It is public", "arn:aws:s3:::claims"),
              ],
            },
            sensitivity: { level: "sensitive", dataClasses: ["health"], reasons: [why("Tagged so", null)] },
          },
        })}
      />,
    );
    expect(screen.getByRole("heading", { name: /Exposure/ }).textContent).toBe("Exposure Anyone");
    expect(screen.getByRole("heading", { name: /health/ }).textContent).toBe("Data: health Sensitive");
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "/inventory?q=arn%3Aapi%2F1",
    ]);
    expect(screen.queryByRole("heading", { name: /Privilege/ })).toBeNull();
  });

  test("is not there where nothing follows", () => {
    const { container } = show(<DerivedCard resource={resource()} />);
    expect(container.querySelector("ul, h3")).toBeNull();
  });
});

describe("relationships", () => {
  const words = () => screen.getByRole("listitem").textContent;

  test("read aloud in their direction, with the statement that decides them", () => {
    show(<RelationshipList name="claims" relationships={[related()]} />);
    expect(words()).toMatch(/^readerIAM rolecan-readclaimsbecause policy allows s3:GetObject$/);
    cleanup();
    show(<RelationshipList name="claims" relationships={[related({ direction: "out", derived: true })]} />);
    expect(words()).toMatch(/^claimscan-readreaderIAM rolederived/);
  });

  test("an end that nobody collected says so, and leads nowhere", () => {
    const { other } = related();
    show(<RelationshipList name="claims" relationships={[related({ other: { ...other, id: null } })]} />);
    expect(screen.getByText("role (not collected)")).toBeTruthy();
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("none at all is said", () => {
    show(<RelationshipList name="claims" relationships={[]} />);
    expect(screen.getByText("Nothing is related to it")).toBeTruthy();
  });

  test("access parts who can from what it can, and leaves out what is no access", () => {
    show(
      <AccessList
        name="claims"
        relationships={[
          related(),
          related({ direction: "out" }),
          related({ kind: "routes-to", direction: "in" }),
        ]}
      />,
    );
    expect(screen.getAllByRole("heading").map(({ textContent }) => textContent)).toEqual([
      "Who can read it (1)",
      "What it can read (1)",
    ]);
  });
});

describe("history", () => {
  const at = "2026-02-01T00:00:00Z";
  const state = (changes: ResourceHistory["items"][number]["changes"], validTo: string | null) => ({
    validFrom: "2026-01-01T00:00:00Z",
    validTo,
    name: "claims",
    changes,
    log: null,
  });

  test("each change says before and after, and what was not there", () => {
    const history = {
      items: [state([{ path: "tags.owner", after: "ada" }], null)],
      firstSeenAt: at,
      removedAt: null,
    };
    const { container } = show(<HistoryList history={history} />);
    expect(container.querySelector("del")?.textContent).toBe("− not there");
    expect(container.querySelector("ins")?.textContent).toBe("+ ada");
    expect(screen.getByRole("listitem").textContent).toContain("the present state");
  });

  test("a past state says until when, and the first that it is the first", () => {
    show(<HistoryList history={{ items: [state([], at)], firstSeenAt: at, removedAt: null }} />);
    expect(screen.getByRole("listitem").textContent).toMatch(/2026.* until .*2026.*First seen$/);
  });
});

describe("the header", () => {
  test("says where it is, and whether it is gone", () => {
    show(<ResourceHeader resource={resource({ removedAt: "2026-03-01T00:00:00Z" })} />);
    expect(screen.getByText(/ · 111122223333 · global$/)).toBeTruthy();
    expect(screen.getByText(/^Removed/)).toBeTruthy();
  });

  test("says what was derived in words, and nothing about what was not", () => {
    show(<ResourceHeader resource={resource({ exposure: "anyone" })} />);
    expect(screen.getByText(/^Exposure/).textContent).toBe("Exposure Anyone");
    expect(screen.queryByText(/^Privilege/)).toBeNull();
  });

  test("copies the provider's own id", async () => {
    const { user } = show(<ResourceHeader resource={resource()} />);
    await user.click(screen.getByRole("button", { name: "Copy arn:aws:s3:::claims" }));
    expect(await navigator.clipboard.readText()).toBe("arn:aws:s3:::claims");
  });
});

test.each(Object.entries(hostileNames))(
  "hostile names and values (%s) are text on every panel",
  (_, name) => {
    const { other } = related();
    const { container } = show(
      <>
        <ResourceHeader resource={resource({ name, key: name })} />
        <PropertiesPanel resource={resource({ properties: { note: name }, tags: { owner: name } })} />
        <RelationshipList
          name={name}
          relationships={[related({ reason: name, other: { ...other, name } })]}
        />
      </>,
    );
    expect(container.textContent.split(name).length - 1).toBeGreaterThanOrEqual(6);
    expect(container.querySelector("img, script")).toBeNull();
  },
);
