// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { CustomCheckDetail } from "#lib/contract/custom-checks.ts";

import { giveElementsSize } from "../../testing/layout.ts";
import { hostileNames, serve, show } from "../../testing/render-ui.tsx";
import { CustomCheckEditor } from "./custom-check-editor.tsx";

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const id = "1f0c7a5e-3b1e-4c58-9a3e-000000000001";
const at = "2026-01-01T00:00:00Z";
const definition = {
  slug: "stores-versioned",
  title: "Stores are versioned",
  severity: "low",
  layer: "data",
  class: "data-store",
  passes: "facets.versioning",
  failure: "It keeps no versions",
  risk: "What is overwritten is gone.",
  remediation: "Turn versioning on.",
  references: [],
  examples: {
    pass: [{ name: "on", facets: { versioning: true } }],
    fail: [{ name: "off", facets: { versioning: false } }],
    notApplicable: [],
  },
};
const stored = (overrides: Partial<CustomCheckDetail> = {}): CustomCheckDetail => ({
  id,
  checkId: "custom/stores-versioned",
  title: definition.title,
  version: 2,
  enabled: true,
  severity: "low",
  layer: "data",
  problem: null,
  passCount: 1,
  failCount: 3,
  unknownCount: 0,
  changedAt: at,
  changedBy: "Ada",
  definition,
  versions: [
    { version: 2, savedAt: at, savedBy: "Ada", definition },
    { version: 1, savedAt: at, savedBy: "Grace", definition: { ...definition, passes: "facets.publicRead" } },
  ],
  ...overrides,
});
const reference = {
  class: "data-store",
  types: [{ type: "aws.s3.bucket", title: "S3 bucket" }],
  variables: [{ name: "name", type: "text" }],
  facets: [{ name: "versioning", type: "true or false" }],
  properties: [],
  derived: [],
  functions: ["size"],
  relationships: ["logs-to"],
};
const answers = (problems: { field: string; message: string }[] = []) => ({
  "GET /api/v1/custom-checks/reference": { body: reference },
  "POST /api/v1/custom-checks/validate": { body: { problems } },
});
const writes = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests.filter(({ method, path }) => method !== "GET" && !path.endsWith("/validate"));

describe("a new check", () => {
  test("is sent as it stands in the fields, named after its title", async () => {
    const requests = serve({ ...answers(), "POST /api/v1/custom-checks": { status: 201, body: stored() } });
    const { user, visited } = show(<CustomCheckEditor stored={null} />);
    await user.type(screen.getByLabelText("Title"), "Stores are versioned");
    expect(screen.getByLabelText("Id")).toHaveProperty("value", "stores-are-versioned");
    await user.type(screen.getByLabelText("Passes where"), "facets.versioning");
    await user.click(screen.getByRole("button", { name: "Create the check" }));
    await waitFor(() => expect(visited).toEqual([`/checks/edit/${id}`]));
    expect(writes(requests)).toMatchObject([
      {
        body: {
          definition: { slug: "stores-are-versioned", passes: "facets.versioning", type: null, when: null },
        },
      },
    ]);
  });

  test("says what is wrong at its field, before it is sent", async () => {
    serve(answers([{ field: "passes", message: "data-store's facets have no versionin." }]));
    const { user } = show(<CustomCheckEditor stored={null} />);
    await user.type(screen.getByLabelText("Passes where"), "facets.versionin");
    expect(await screen.findByText(/have no versionin/)).toBeTruthy();
    expect(screen.getByLabelText("Passes where").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("button", { name: "Try it on the estate" })).toHaveProperty("disabled", true);
  });

  test("names an example whose facts are no JSON", async () => {
    serve(answers());
    const { user } = show(<CustomCheckEditor stored={null} />);
    await user.type(screen.getByLabelText("Example 2: facts"), "x");
    expect(await screen.findByText("Write its facts as a JSON object")).toBeTruthy();
  });

  test("cannot be written by who may only read", () => {
    serve(answers());
    show(<CustomCheckEditor stored={null} />, { can: ["finding:read"] });
    expect(screen.queryByRole("button", { name: "Create the check" })).toBeNull();
    expect(screen.getByLabelText("Title")).toHaveProperty("disabled", true);
  });
});

describe("a stored check", () => {
  test("is saved against the version that was edited", async () => {
    const requests = serve({
      ...answers(),
      [`PUT /api/v1/custom-checks/${id}`]: { body: stored({ version: 3 }) },
    });
    const { user, visited } = show(<CustomCheckEditor stored={stored()} />);
    expect(screen.getByLabelText("Id")).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Save as version 3" }));
    await waitFor(() => expect(visited).toEqual(["refresh"]));
    expect(writes(requests)).toMatchObject([
      { body: { version: 2, definition: { slug: "stores-versioned" } } },
    ]);
  });

  test("shows what each version changed, and takes an earlier one up", async () => {
    serve(answers());
    const { user } = show(<CustomCheckEditor stored={stored()} />);
    const history = within(screen.getByRole("region", { name: "Versions" }));
    expect(history.getByText("facets.publicRead")).toBeTruthy();
    await user.click(history.getByRole("button", { name: "Take up version 1" }));
    expect(screen.getByLabelText("Passes where")).toHaveProperty("value", "facets.publicRead");
  });

  test("is deleted only after it is told what ends", async () => {
    const requests = serve({
      ...answers(),
      [`DELETE /api/v1/custom-checks/${id}`]: { status: 204, body: null },
    });
    const { user, visited } = show(<CustomCheckEditor stored={stored()} />);
    await user.click(screen.getByRole("button", { name: "Delete…" }));
    const dialog = within(screen.getByRole("alertdialog"));
    expect(dialog.getByText(/3 findings/)).toBeTruthy();
    expect(writes(requests)).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(visited).toEqual(["/checks"]));
  });

  test("is tried on the estate, and says what it would have found", async () => {
    const resource = {
      id: null,
      key: "k",
      name: "prompts",
      typeTitle: "S3 bucket",
      account: "1",
      region: null,
    };
    const result = {
      present: {
        passCount: 4,
        failCount: 1,
        unknownCount: 0,
        notApplicableCount: 0,
        unknownBecause: null,
        failing: [resource],
      },
      past: { days: 90, findingCount: 12, stateCount: 40, failing: [{ ...resource, from: at, to: null }] },
      isWhole: true,
    };
    serve({ ...answers(), "POST /api/v1/custom-checks/dry-run": { body: result } });
    const { user } = show(<CustomCheckEditor stored={stored()} />);
    await user.click(screen.getByRole("button", { name: "Try it on the estate" }));
    expect(await screen.findByText("12 findings")).toBeTruthy();
    expect(within(screen.getByRole("list", { name: "Would fail now" })).getByText("prompts")).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("with hostile words (%s) is text", (_, name) => {
    serve(answers());
    const { container } = show(
      <CustomCheckEditor stored={stored({ definition: { ...definition, title: name, failure: name } })} />,
    );
    expect(container.querySelector("img, script")).toBeNull();
  });
});
