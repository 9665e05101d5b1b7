// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";

import { narrowScreen } from "../testing/layout.ts";
import { hostileNames, serve, show } from "../testing/render-ui.tsx";
import {
  sampleCell,
  sampleCellDetail,
  sampleColumn,
  sampleMatrix,
} from "../testing/sample-responsibility.ts";
import { ResponsibilityScreen } from "./responsibility-screen.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const list = "GET /api/v1/responsibility";
const cell = "GET /api/v1/responsibility/w1/microsoft/training";

type Options = { matrix?: ResponsibilityMatrix; search?: string };
function open({ matrix = sampleMatrix(), search = "" }: Options = {}) {
  const requests = serve({ [list]: { body: matrix }, [cell]: { body: sampleCellDetail() } });
  return { ...show(<ResponsibilityScreen />, { search }), requests };
}
const asked = (requests: readonly { path: string }[]) =>
  requests.filter(({ path }) => path.startsWith("/api/v1/responsibility")).map(({ path }) => path);
const lastQuery = (requests: readonly { path: string }[]) =>
  Object.fromEntries(new URL(asked(requests).at(-1) ?? "", "http://x").searchParams);
const question = (name: string) => screen.getByRole("button", { name });
const pressed = () =>
  screen.queryAllByRole("button", { pressed: true }).map(({ textContent }) => textContent);
const loaded = () => screen.findByRole("grid");

describe("while it comes, and where it does not", () => {
  test("says that it loads", () => {
    serve({ [list]: "never" });
    show(<ResponsibilityScreen />);
    expect(screen.getByText("Loading the matrix")).toBeTruthy();
  });

  test("says what is wrong, and asks again when told to", async () => {
    serve({ [list]: { status: 404, body: { detail: "There is no such responsibility model." } } });
    const { user } = show(<ResponsibilityScreen />);
    expect((await screen.findByRole("alert")).textContent).toContain(
      "There is no such responsibility model.",
    );
    serve({ [list]: { body: sampleMatrix() } });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await loaded()).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("an estate without a workload is told where they come from", async () => {
    open({ matrix: sampleMatrix({ workloads: [] }) });
    expect(await screen.findByText("There is no workload to resolve")).toBeTruthy();
    expect(screen.getByRole("link", { name: "See the workloads" }).getAttribute("href")).toBe("/workloads");
  });

  test("a link to a workload that is gone says so, and leads to all of them", async () => {
    const { user, requests } = open({ matrix: sampleMatrix({ workloads: [] }), search: "?workload=gone" });
    expect(await screen.findByText("This workload is not there any more")).toBeTruthy();
    expect(lastQuery(requests)).toEqual({ workload: "gone" });
    await user.click(screen.getByRole("button", { name: "Show every workload" }));
    await waitFor(() => expect(lastQuery(requests)).toEqual({}));
  });
});

describe("what it shows", () => {
  test("names the model it goes by, with its edition and its source", async () => {
    open();
    await loaded();
    expect(screen.getByText(/AI shared responsibility model, Microsoft, November 2026\./)).toBeTruthy();
    const source = screen.getByRole("link", { name: "Source" });
    expect([source.getAttribute("href"), source.getAttribute("rel")]).toEqual([
      "https://example.com/model",
      "noreferrer",
    ]);
  });

  test("one model is no choice", async () => {
    open();
    await loaded();
    expect(screen.queryByRole("combobox", { name: "Responsibility model" })).toBeNull();
  });

  test("another lens asks for its rows, and closes what was open of the first", async () => {
    const models = [...sampleMatrix().models, { id: "cosai", title: "CoSAI", publisher: "OASIS" }];
    const { user, requests, searches } = open({
      matrix: sampleMatrix({ models }),
      search: "?in=w1&cell=training",
    });
    await loaded();
    await user.click(screen.getByRole("combobox", { name: "Responsibility model" }));
    await user.click(screen.getByRole("option", { name: "CoSAI" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?model=cosai"));
    await waitFor(() => expect(lastQuery(requests)).toEqual({ model: "cosai" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("keeps the matrix in sight while a filter is being asked", async () => {
    const { user } = open();
    await loaded();
    serve({ [list]: "never" });
    await user.click(question("Nobody proved"));
    expect(screen.getByRole("grid")).toBeTruthy();
    expect(screen.queryByText("Loading the matrix")).toBeNull();
  });

  test.each(Object.entries(hostileNames))("a hostile name (%s) is text", async (_, name) => {
    const { container } = open({
      matrix: sampleMatrix({ workloads: [sampleColumn("w1", name, [sampleCell()])] }),
    });
    expect(await screen.findByText(name)).toBeTruthy();
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("the questions", () => {
  test.each([
    ["Ours and not met", { party: "customer,shared", status: "gap,unproved,unknown" }],
    ["Nobody proved", { status: "unproved" }],
    ["Changed in 30 days", { changed: "30d" }],
  ])("%s asks the server, says that it is on, and is taken back by the same button", async (name, query) => {
    const { user, requests } = open();
    await loaded();
    await user.click(question(name));
    await waitFor(() => expect(lastQuery(requests)).toEqual(query));
    expect(pressed()).toContain(name);
    await user.click(question(name));
    expect(pressed()).not.toContain(name);
  });

  test("one question about party and status takes the place of the other", async () => {
    const { user, requests } = open();
    await loaded();
    await user.click(question("Ours and not met"));
    await user.click(question("Nobody proved"));
    await waitFor(() => expect(lastQuery(requests)).toEqual({ status: "unproved" }));
    expect(pressed()).toContain("Nobody proved");
    expect(pressed()).not.toContain("Ours and not met");
  });

  test("what changed can be asked on top of another question", async () => {
    const { user, requests } = open();
    await loaded();
    await user.click(question("Nobody proved"));
    await user.click(question("Changed in 30 days"));
    await waitFor(() => expect(lastQuery(requests)).toEqual({ status: "unproved", changed: "30d" }));
  });

  test("an address with another span says which, and the button takes it away", async () => {
    const { user, requests } = open({ search: "?changed=90d" });
    await loaded();
    await user.click(question("Changed in 90 days"));
    await waitFor(() => expect(lastQuery(requests)).toEqual({}));
  });

  test("an address nobody could have chosen is read as none", async () => {
    const { requests } = open({ search: "?changed=forever&party=everybody&status=gap,nonsense" });
    await loaded();
    expect(lastQuery(requests)).toEqual({});
    expect(screen.queryByRole("status")).toBeNull();
  });
});

describe("how much is left", () => {
  const faded = (...admitted: boolean[]) =>
    sampleMatrix({
      workloads: [
        sampleColumn(
          "w1",
          "Claims assistant",
          ["training", "policy", "compute"].map((rowId, at) =>
            sampleCell({ rowId, admitted: admitted[at] ?? false }),
          ),
        ),
      ],
    });
  const status = () => document.querySelector("search output")?.textContent;

  test("is said of what the filters admit, out of all", async () => {
    open({ matrix: faded(true, false, false), search: "?status=gap" });
    await loaded();
    expect(status()).toBe("1 of 3");
  });

  test("nothing left is said in words, and everything can be had back at once", async () => {
    const { user, searches } = open({
      matrix: faded(false, false, false),
      search: "?party=third-party&status=met&changed=7d&workload=w1",
    });
    await loaded();
    expect(status()).toBe("None matches");
    await user.click(screen.getByRole("button", { name: "Clear" }));
    await waitFor(() => expect(searches.at(-1)).toBe("?workload=w1"));
    expect(screen.queryByRole("button", { name: "Clear" })).toBeNull();
  });

  test("an unfiltered matrix counts nothing", async () => {
    open();
    await loaded();
    expect(status()).toBeUndefined();
    expect(screen.queryByRole("button", { name: "Clear" })).toBeNull();
  });

  test("one workload is a filter of its own, taken away by its chip", async () => {
    const { user, requests } = open({ search: "?workload=w1" });
    await loaded();
    expect(screen.queryByRole("button", { name: "Clear" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Remove the filter One workload" }));
    await waitFor(() => expect(lastQuery(requests)).toEqual({}));
  });

  test("facets say how many cells there are of each", async () => {
    const { user, requests } = open();
    await loaded();
    await user.click(screen.getByRole("button", { name: /^Accountable/ }));
    const options = within(await screen.findByRole("dialog"));
    expect(options.getByRole("checkbox", { name: /Customer/ }).closest("label")?.textContent).toBe(
      "Customer3",
    );
    await user.click(options.getByRole("checkbox", { name: /Shared/ }));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(lastQuery(requests)).toEqual({ party: "shared" }));
  });
});

describe("the evidence of a cell", () => {
  const first = () => screen.getByRole("button", { name: /^Claims assistant, User training/ });

  test("opens beside the matrix, and the address holds it", async () => {
    const { user, searches } = open();
    await loaded();
    await user.click(first());
    expect(await screen.findByRole("heading", { level: 2, name: "User training" })).toBeTruthy();
    expect(searches.at(-1)).toBe("?in=w1&cell=training");
    expect(first().getAttribute("aria-pressed")).toBe("true");
  });

  test("is there at once where the address names it, and goes when it is closed", async () => {
    const { user, searches } = open({ search: "?in=w1&cell=training&status=gap" });
    await screen.findByRole("heading", { level: 2, name: "User training" });
    await user.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(searches.at(-1)).toBe("?status=gap");
  });

  test.each(["?in=w1", "?cell=training"])("half an address (%s) opens nothing", async (search) => {
    open({ search });
    await loaded();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("a cell that is not there says so, and the matrix stays", async () => {
    open({ search: "?in=w2&cell=compute" });
    expect(within(await screen.findByRole("dialog")).getByText(/Loading|No answer/)).toBeTruthy();
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(await loaded()).toBeTruthy();
  });
});

describe("on a narrow screen", () => {
  const rows = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
  const shown = () => screen.findByRole("combobox", { name: "Workload" });

  test("shows one workload in words, and no matrix nor a legend to it", async () => {
    narrowScreen();
    open();
    expect((await shown()).textContent).toBe("Claims assistant");
    expect(rows()).toEqual([
      "User trainingGapCustomer",
      "Usage policyMetCustomer",
      "ComputeUnprovedProvider",
    ]);
    expect(screen.queryByRole("grid")).toBeNull();
    expect(screen.queryByText("Decided by a person")).toBeNull();
  });

  test("another workload is chosen in the address", async () => {
    narrowScreen();
    const { user, searches } = open();
    await user.click(await shown());
    expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
      "Claims assistant1 gap",
      "Research agent1 gap",
    ]);
    await user.click(screen.getByRole("option", { name: /Research agent/ }));
    await waitFor(() => expect(searches.at(-1)).toBe("?shown=w2"));
    expect(rows()).toEqual(["User trainingUnknownCustomer", "Usage policyGapShared"]);
  });

  test("a workload that is gone from the address is not missed", async () => {
    narrowScreen();
    open({ search: "?shown=gone" });
    expect((await shown()).textContent).toBe("Claims assistant");
  });

  test("opens the evidence of a row", async () => {
    narrowScreen();
    const { user, searches } = open();
    await shown();
    await user.click(screen.getByRole("button", { name: /^Claims assistant, User training/ }));
    expect(await screen.findByRole("dialog", { name: "Responsibility" })).toBeTruthy();
    expect(searches.at(-1)).toBe("?in=w1&cell=training");
  });
});
