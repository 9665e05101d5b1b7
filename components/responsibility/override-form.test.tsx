// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { OverrideCellInput, type CellDetail } from "#lib/contract/responsibility.ts";
import { parties, partyTitles } from "#lib/domain/responsibility-model.ts";

import { serve, show } from "../testing/render-ui.tsx";
import { sampleCellDetail, sampleOverride, sampleStated } from "../testing/sample-responsibility.ts";
import { inDays } from "../ui/in-days.ts";
import { OverrideForm } from "./override-form.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const path = "/api/v1/responsibility/w1/microsoft/training/override";
const saved = { [`PUT ${path}`]: { status: 204, body: null } };
const refused = (fields: { field: string; message: string }[], detail = "Not valid.") => ({
  [`PUT ${path}`]: { status: 400, body: { detail, fields } },
});
const decided = (overrides: Parameters<typeof sampleOverride>[0] = {}) =>
  sampleCellDetail({ status: "met", override: sampleOverride(overrides) });

async function open(cell: CellDetail = sampleCellDetail(), answers: Parameters<typeof serve>[0] = saved) {
  const requests = serve(answers);
  const shown = show(<OverrideForm cell={cell} />);
  await shown.user.click(screen.getByRole("button", { name: "Decide otherwise" }));
  const choose = async (field: string, option: string) => {
    await shown.user.click(screen.getByRole("combobox", { name: field }));
    await shown.user.click(screen.getByRole("option", { name: option }));
  };
  const write = (reason: string) => fireEvent.change(why(), { target: { value: reason } });
  return { ...shown, requests, choose, write };
}
const form = () => within(screen.getByRole("form", { name: "Decide otherwise" }));
const why = () => form().getByRole("textbox", { name: "Why" });
const until = () => form().getByLabelText("Until");
const decide = () => form().getByRole("button", { name: "Decide" });
const sent = (requests: readonly { method: string; body: unknown }[]) =>
  requests.filter(({ method }) => method === "PUT").map(({ body }) => body);
const endOf = (day: string) => new Date(`${day}T23:59:59`).toISOString();

describe("what it begins with", () => {
  test("the facts as they are, said in the option that keeps them", async () => {
    await open();
    expect(form().getByRole("combobox", { name: "Accountable" }).textContent).toBe(
      "As the facts say: Customer",
    );
    expect(form().getByRole("combobox", { name: "Status" }).textContent).toBe("As the facts say: Gap");
    expect(why()).toHaveProperty("value", "");
  });

  test("every party and every status can be decided", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("combobox", { name: "Accountable" }));
    expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
      "As the facts say: Customer",
      ...parties.map((party) => partyTitles[party]),
    ]);
  });

  test("half a year, and a year at most", async () => {
    await open();
    expect(until()).toHaveProperty("value", inDays(180));
    expect([until().getAttribute("min"), until().getAttribute("max")]).toEqual([inDays(1), inDays(365)]);
  });

  test("a decision that stands is changed from where it is, its end too", async () => {
    await open(decided({ party: "shared", status: null, expiresAt: "2030-11-01T12:00:00Z" }));
    expect(form().getByRole("combobox", { name: "Accountable" }).textContent).toBe("Shared");
    expect(form().getByRole("combobox", { name: "Status" }).textContent).toBe("As the facts say: Gap");
    expect(why()).toHaveProperty("value", "Tested by hand in May.");
    expect(until()).toHaveProperty("value", "2030-11-01");
  });

  test("the facts, not the decision over them, are what it says the facts are", async () => {
    await open(
      sampleCellDetail({
        party: "provider",
        computed: { ...sampleStated, party: "third-party", status: "unknown" },
        override: sampleOverride({ party: null, status: null }),
      }),
    );
    expect(form().getByRole("combobox", { name: "Accountable" }).textContent).toBe(
      "As the facts say: Model provider",
    );
    expect(form().getByRole("combobox", { name: "Status" }).textContent).toBe("As the facts say: Unknown");
  });
});

describe("what it sends", () => {
  test.each([
    ["the party alone", "Accountable", "Provider", { party: "provider", status: null }],
    ["the status alone", "Status", "Unknown", { party: null, status: "unknown" }],
    ["what the facts say already", "Status", "Gap", { party: null, status: "gap" }],
  ])("%s, until the end of the last day", async (_, field, option, expected) => {
    const { user, requests, choose, write } = await open();
    await choose(field, option);
    write("Agreed with the provider.");
    fireEvent.change(until(), { target: { value: inDays(30) } });
    await user.click(decide());
    await waitFor(() => expect(sent(requests)).toHaveLength(1));
    const [body] = sent(requests);
    expect(body).toEqual({ ...expected, reason: "Agreed with the provider.", expiresAt: endOf(inDays(30)) });
    expect(OverrideCellInput.safeParse(body).success).toBe(true);
  });

  test("nothing where party and status are both left to the facts again", async () => {
    const { choose } = await open(decided());
    await choose("Status", "As the facts say: Gap");
    expect(decide()).toHaveProperty("disabled", true);
  });

  test.each([
    ["no reason", "", inDays(30)],
    ["no end", "Agreed with the provider.", ""],
  ])("nothing with %s", async (_, reason, end) => {
    const { user, requests, choose, write } = await open();
    await choose("Status", "Met");
    write(reason);
    fireEvent.change(until(), { target: { value: end } });
    await user.click(decide());
    expect(sent(requests)).toEqual([]);
  });

  test("once, however often it is pressed while under way", async () => {
    const { user, requests, choose, write } = await open(sampleCellDetail(), { [`PUT ${path}`]: "never" });
    await choose("Status", "Met");
    write("Agreed with the provider.");
    await user.click(decide());
    await waitFor(() => expect(decide()).toHaveProperty("disabled", true));
    await user.click(decide());
    expect(sent(requests)).toHaveLength(1);
  });
});

describe("what is refused", () => {
  test.each([
    ["party", "Accountable", "Choose another party"],
    ["status", "Status", "Decide the party, the status, or both"],
    ["reason", "Why", "Say why in at least 10 characters"],
    ["expiresAt", "Until", "It must lie within a year"],
  ])("%s is said at its field, and marked there alone", async (field, label, message) => {
    const { user, choose, write } = await open(sampleCellDetail(), refused([{ field, message }]));
    await choose("Status", "Met");
    write("Agreed with the provider.");
    await user.click(decide());
    expect(await form().findByText(message)).toBeTruthy();
    const marked = ["Accountable", "Status", "Why", "Until"].filter(
      (name) => form().getByLabelText(name).getAttribute("aria-invalid") === "true",
    );
    expect(marked).toEqual([label]);
  });

  test("what was filled in is still there, to be mended and sent again", async () => {
    const { user, choose, write } = await open(sampleCellDetail(), refused([], "Somebody decided first."));
    await choose("Accountable", "Shared");
    write("Agreed with the provider.");
    await user.click(decide());
    expect((await form().findByRole("alert")).textContent).toBe("Somebody decided first.");
    expect(why()).toHaveProperty("value", "Agreed with the provider.");
    const again = serve(saved);
    await user.click(decide());
    expect(await screen.findByText("Decision saved")).toBeTruthy();
    expect(sent(again)).toHaveLength(1);
  });
});

describe("leaving it", () => {
  test("cancelling sends nothing, and the next time begins anew", async () => {
    const { user, requests, write } = await open();
    write("left over");
    await user.click(form().getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("form")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Decide otherwise" }));
    expect(why()).toHaveProperty("value", "");
    expect(sent(requests)).toEqual([]);
  });

  test("taking back is asked once, and a refusal leaves the decision", async () => {
    const requests = serve({ [`DELETE ${path}`]: { status: 403, body: { detail: "Not for you." } } });
    const { user } = show(<OverrideForm cell={decided()} />);
    await user.click(screen.getByRole("button", { name: "Take the decision back" }));
    await waitFor(() => expect(requests.map(({ method }) => method)).toEqual(["DELETE"]));
    expect(screen.queryByText("Decision taken back")).toBeNull();
    expect(screen.getByRole("button", { name: "Take the decision back" })).toBeTruthy();
  });
});
