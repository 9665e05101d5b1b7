// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { WorkloadDetail } from "#lib/contract/workloads.ts";
import { layers } from "#lib/domain/layer.ts";
import { permissionsOfRole, roles } from "#lib/domain/permission.ts";
import { providers, providerTitles } from "#lib/domain/provider.ts";
import { serviceModels, serviceModelTitles } from "#lib/domain/workload.ts";

import { exposureWords, sensitivityWords } from "../inventory/resource-words.ts";
import { show } from "../testing/render-ui.tsx";
import { sampleMember, sampleWorkload } from "../testing/sample-workload.ts";
import { LayerCell } from "./layer-cell.tsx";
import { MemberList } from "./member-list.tsx";
import { WorkloadHeader } from "./workload-header.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const header = (overrides: Partial<WorkloadDetail> = {}) =>
  show(<WorkloadHeader workload={sampleWorkload(overrides)} />);
const fact = (term: string) => screen.getByText(term).parentElement?.textContent?.slice(term.length);

describe("the facts of a workload", () => {
  test.each(["anyone", "credential", "internal"] as const)(
    "reachable by: %s, with what that means",
    (exposure) => {
      header({ exposure });
      const { label, help } = exposureWords[exposure];
      expect(fact("Reachable by")).toBe(label);
      expect(screen.getByTitle(help)).toBeTruthy();
    },
  );

  test.each(["sensitive", "internal", "public", "unclassified"] as const)("data: %s", (sensitivity) => {
    header({ sensitivity });
    expect(fact("Data")).toBe(sensitivityWords[sensitivity].label);
  });

  test("names each class of data it holds", () => {
    header({ sensitivity: "sensitive", dataClasses: ["health", "payment"] });
    expect(fact("Data")).toBe("Sensitivehealth, payment");
  });

  test.each(serviceModels)("%s is said as people say it", (serviceModel) => {
    header({ serviceModel });
    expect(fact("Runs as")).toBe(serviceModelTitles[serviceModel]);
  });

  test("names every cloud it runs on", () => {
    header({ providers: [...providers] });
    expect(fact("On")).toBe(providers.map((provider) => providerTitles[provider]).join(", "));
  });

  test("says when it was last verified, with the instant", () => {
    header({ verifiedAt: "2026-03-01T10:00:00Z" });
    expect(screen.getByText("Verified").parentElement?.querySelector("time")?.dateTime).toBe(
      "2026-03-01T10:00:00.000Z",
    );
  });

  test("each of five layers leads to its own list, and one nobody reported on is not called clean", () => {
    header();
    const links = layers.map((layer) =>
      screen.getAllByRole("link").find((link) => link.getAttribute("href")?.includes(`layer=${layer}&`)),
    );
    expect(links.every((link) => link !== undefined)).toBe(true);
    const [model] = links;
    expect(model?.getAttribute("aria-label")).toBe("Model: nothing open, coverage incomplete");
  });

  test.each(roles)("an %s is offered changes exactly where they may make them", (role) => {
    show(<WorkloadHeader workload={sampleWorkload()} />, { can: permissionsOfRole[role] });
    const mayWrite = permissionsOfRole[role].includes("workload:write");
    expect(screen.queryByRole("button", { name: "Change this workload" }) !== null).toBe(mayWrite);
  });
});

describe("one layer of it", () => {
  const cell = (overrides: Partial<React.ComponentProps<typeof LayerCell>["cells"][number]>) =>
    show(
      <LayerCell
        layer="data"
        href="/findings?layer=data"
        cells={[{ layer: "data", worst: null, openCount: 0, known: true, ...overrides }]}
      />,
    );
  const link = () => screen.getByRole("link");

  test.each([
    [{ worst: "critical", openCount: 2 } as const, "Data: 2 open, worst critical", "2"],
    [{}, "Data: nothing open", "–"],
    [{ known: false }, "Data: nothing open, coverage incomplete", "–"],
    [
      { worst: "low", openCount: 1, known: false } as const,
      "Data: 1 open, worst low, coverage incomplete",
      "1",
    ],
    [{ worst: "high", openCount: 0 } as const, "Data: nothing open", "–"],
  ])("%o reads as a sentence", (overrides, sentence, drawn) => {
    cell(overrides);
    expect(link().getAttribute("aria-label")).toBe(sentence);
    expect(link().textContent).toBe(drawn);
  });

  test.each([true, false])("is hatched exactly where coverage is missing (known: %s)", (known) => {
    cell({ known });
    expect(link().className.includes("hatched")).toBe(!known);
  });

  test("that the server said nothing of is unknown, not clean", () => {
    show(<LayerCell layer="pipeline" href="/findings" cells={[]} />);
    expect(link().getAttribute("aria-label")).toBe("Pipeline: nothing open, coverage incomplete");
    expect(link().className).toContain("hatched");
  });
});

describe("many members", () => {
  test("of every layer stand under their layer, in the order they came", () => {
    const members = Array.from({ length: 60 }, (_, at) =>
      sampleMember({
        resourceId: `r${at}`,
        name: `member ${at}`,
        layer: layers[at % layers.length] ?? "data",
        openCount: at,
        worst: at > 0 ? "low" : null,
      }),
    );
    show(<MemberList workload={sampleWorkload({ members })} />, { can: ["workload:read"] });
    for (const [index, layer] of layers.entries()) {
      const names = [...screen.getByRole("region", { name: layer }).querySelectorAll("a")].map(
        ({ textContent }) => textContent,
      );
      expect(names).toEqual(Array.from({ length: 12 }, (_, at) => `member ${at * 5 + index}`));
    }
  });
});

test("its bill of materials is there to save in each version, also for who may change nothing", async () => {
  const { user } = show(<WorkloadHeader workload={sampleWorkload()} />, { can: permissionsOfRole.auditor });
  await user.click(screen.getByRole("button", { name: "Export" }));
  const items = within(await screen.findByRole("menu")).getAllByRole("menuitem");
  expect(items.map((item) => [item.textContent, item.getAttribute("href")])).toEqual([
    ["CycloneDX 1.6", `/api/v1/workloads/${sampleWorkload().id}/bill-of-materials`],
    ["CycloneDX 1.7", `/api/v1/workloads/${sampleWorkload().id}/bill-of-materials?version=1.7`],
  ]);
});
