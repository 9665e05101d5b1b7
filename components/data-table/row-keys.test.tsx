// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { show } from "../testing/render-ui.tsx";
import { DataTable, type DataTableProps } from "./data-table.tsx";
import { FacetPopover, type Facet } from "./facet-popover.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { ScopeChip } from "./scope-chip.tsx";

type Row = { id: string; name: string };
const opened: string[] = [];
let selection: string[] = [];

beforeEach(() => {
  giveElementsSize();
  opened.splice(0);
  selection = [];
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const names = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, name: `row ${index}` }));

function List({ label = "Rows", rows = names(5), ...overrides }: Partial<DataTableProps<Row>>) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <DataTable<Row>
      label={label}
      columns={[
        { id: "name", header: "Name", width: 200, grows: true, cell: ({ name }) => <a href="#x">{name}</a> },
      ]}
      card={({ name }) => name}
      rows={rows}
      rowId={({ id }) => id}
      total={rows.length}
      state={{ isPending: false, error: null, retry: () => {} }}
      more={{ hasNext: false, isFetching: false, fetch: () => {} }}
      empty="None"
      onOpen={(id) => opened.push(id)}
      selection={{
        selected,
        onChange: (next) => {
          setSelected(next);
          selection = [...next].toSorted();
        },
      }}
      {...overrides}
    />
  );
}
const row = (index: number): HTMLElement => {
  const found = document.querySelector(`[data-row="${index}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`Row ${index} is not drawn`);
  return found;
};
const focusedRow = () => document.activeElement?.getAttribute("data-row");

describe("the row that the tab key came to", () => {
  test("opens by Enter, though no other key was pressed before", () => {
    show(<List />);
    row(0).focus();
    fireEvent.keyDown(row(0), { key: "Enter" });
    expect(opened).toEqual(["r0"]);
  });

  test("is selected by space", () => {
    show(<List />);
    fireEvent.keyDown(row(0), { key: " " });
    expect(selection).toEqual(["r0"]);
  });

  test("is left for the next one by the arrow, not for itself", async () => {
    show(<List />);
    row(0).focus();
    fireEvent.keyDown(row(0), { key: "ArrowDown" });
    await waitFor(() => expect(focusedRow()).toBe("1"));
  });

  test("is what the keys are about, even if another one was active", () => {
    show(<List />);
    fireEvent.keyDown(document.body, { key: "j" });
    fireEvent.keyDown(row(3), { key: "Enter" });
    expect(opened).toEqual(["r3"]);
  });

  test("a card of a narrow screen opens as a button does", () => {
    narrowScreen();
    show(<List />);
    fireEvent.click(screen.getByRole("button", { name: "row 2" }));
    expect(opened).toEqual(["r2"]);
  });
});

describe("what stands in a row keeps its own keys and clicks", () => {
  test("a link in it is followed, and the row does not open", async () => {
    const { user } = show(<List />);
    await user.click(screen.getByRole("link", { name: "row 1" }));
    expect(opened).toEqual([]);
  });

  test("Enter on a link in it does not open the row", () => {
    show(<List />);
    fireEvent.keyDown(screen.getByRole("link", { name: "row 1" }), { key: "Enter" });
    expect(opened).toEqual([]);
  });

  test.each(["Home", "End", "a", "Tab", "PageDown"])("%s is left to the browser", (key) => {
    show(<List />);
    expect(fireEvent.keyDown(row(1), { key })).toBe(true);
    expect(opened).toEqual([]);
  });
});

describe("a range", () => {
  const shiftClick = (index: number) => fireEvent.click(row(index), { shiftKey: true });
  const box = (index: number) => screen.getByRole("checkbox", { name: `Select row ${index + 1}` });

  test("goes from the last one chosen, upwards as well", () => {
    show(<List />);
    fireEvent.click(box(3));
    shiftClick(1);
    expect(selection).toEqual(["r1", "r2", "r3"]);
  });

  test("takes away where its end was selected", () => {
    show(<List />);
    fireEvent.click(screen.getByRole("checkbox", { name: "Select all loaded rows" }));
    fireEvent.click(box(1));
    shiftClick(3);
    expect(selection).toEqual(["r0", "r4"]);
  });

  test("without a begin is the one alone", () => {
    show(<List />);
    shiftClick(2);
    expect(selection).toEqual(["r2"]);
  });

  test("whose begin is no longer listed is the one alone", () => {
    const { rerender } = show(<List rows={names(5)} />);
    fireEvent.click(box(0));
    rerender(<List rows={names(5).slice(1)} />);
    shiftClick(2);
    expect(selection).toEqual(["r0", "r3"]);
  });
});

describe("as rows come and go", () => {
  test("the active row stays within the list", async () => {
    const { rerender, user } = show(<List rows={names(5)} />);
    await user.keyboard("jjjjj");
    rerender(<List rows={names(2)} />);
    await user.keyboard("o");
    expect(opened).toEqual(["r1"]);
  });

  test("keys on an empty list do nothing", async () => {
    const { user } = show(<List rows={[]} />);
    await user.keyboard("jkxoJK");
    expect([opened, selection]).toEqual([[], []]);
  });

  test("the open row is found again by its id, wherever it went", async () => {
    const rows = names(5);
    const { rerender, user } = show(<List rows={rows} openId="r3" />);
    rerender(<List rows={rows.toReversed()} openId="r3" />);
    await user.keyboard("j");
    expect(opened).toEqual(["r2"]);
  });

  test("an open row that is not in the list leaves the keys to the active one", async () => {
    const { user } = show(<List openId="elsewhere" />);
    await user.keyboard("jj");
    await waitFor(() => expect(focusedRow()).toBe("1"));
    expect(opened).toEqual([]);
  });
});

describe("rows beyond the screen", () => {
  test("only those in sight and a few more are drawn, with what keeps the place of the rest", () => {
    const { container } = show(<List rows={names(10_000)} />);
    expect(container.querySelectorAll("[data-row]").length).toBeLessThan(100);
    const spacers = [...container.querySelectorAll<HTMLElement>("tr[aria-hidden] td")];
    const drawn = container.querySelectorAll("[data-row]").length * 36;
    const kept = spacers.reduce((sum, spacer) => sum + Number.parseInt(spacer.style.height, 10), 0);
    expect(kept + drawn).toBe(360_000);
  });

  test("all are said to be there", () => {
    show(<List rows={names(10_000)} total={12_345} />);
    expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("12346");
  });

  test("cards keep their place too, and say how many there are", () => {
    narrowScreen();
    const { container } = show(<List rows={names(1000)} cardHeight={50} />);
    expect(screen.getByRole("list", { name: "Rows" }).style.height).toBe("50000px");
    expect(container.querySelectorAll("li").length).toBeLessThan(100);
    expect(container.querySelector("li")?.getAttribute("aria-setsize")).toBe("1000");
  });

  test("cards of an unknown total do not make one up", () => {
    narrowScreen();
    const { container } = show(<List total={null} />);
    expect(container.querySelector("li")?.getAttribute("aria-setsize")).toBe("-1");
  });
});

describe("hidden columns", () => {
  const columns: DataTableProps<Row>["columns"] = [
    { id: "name", header: "Name", width: 200, grows: true, cell: ({ name }) => name },
    { id: "id", header: "Id", width: 80, cell: ({ id }) => `id ${id}` },
    { id: "more", header: "More", width: 80, initiallyHidden: true, cell: () => "more" },
  ];
  const headers = () => screen.getAllByRole("columnheader").map(({ textContent }) => textContent);

  test.each([
    [null, ["", "Name", "Id"]],
    ["", ["", "Name", "Id", "More"]],
    ["id", ["", "Name", "More"]],
    ["id,more", ["", "Name"]],
    ["gone,id", ["", "Name", "More"]],
    [",,", ["", "Name", "Id", "More"]],
  ])("stored as %j show %j", (stored, expected) => {
    if (stored !== null) localStorage.setItem("nacre.columns.Rows", stored);
    show(<List columns={columns} />);
    expect(headers()).toEqual(expected);
  });

  test("are remembered for each table by itself", async () => {
    const { user } = show(<List columns={columns} label="First" />);
    await user.click(screen.getByRole("button", { name: "Columns" }));
    await user.click(screen.getByRole("checkbox", { name: "Id" }));
    cleanup();
    show(<List columns={columns} label="Second" />);
    expect(headers()).toContain("Id");
  });
});

describe("a chip with many values", () => {
  const facet: Facet = {
    id: "account",
    label: "Account",
    options: Array.from({ length: 30 }, (_, index) => ({ value: `v${index}`, label: `Account ${index}` })),
  };
  const onChange = vi.fn<(chosen: readonly string[]) => void>();
  const openIt = async (options = facet.options, chosen: readonly string[] = []) => {
    onChange.mockClear();
    const shown = show(<FacetPopover facet={{ ...facet, options }} chosen={chosen} onChange={onChange} />);
    await shown.user.click(screen.getByRole("button", { name: /Account/ }));
    return shown;
  };
  const boxes = () => screen.queryAllByRole("checkbox").length;

  test("can be searched, whatever the case, and says when nothing is called so", async () => {
    const { user } = await openIt();
    const find = screen.getByRole("textbox", { name: "Find in account" });
    await user.type(find, "ACCOUNT 2");
    expect(boxes()).toBe(11);
    await user.type(find, "zzz");
    expect(boxes()).toBe(0);
    expect(screen.getByText("Nothing is called so.")).toBeTruthy();
    await user.clear(find);
    await user.type(find, "   ");
    expect(boxes()).toBe(30);
  });

  test("keeps what was chosen while something else is searched", async () => {
    const { user } = await openIt();
    await user.click(screen.getByRole("checkbox", { name: "Account 7" }));
    await user.type(screen.getByRole("textbox"), "29");
    await user.click(screen.getByRole("checkbox", { name: "Account 29" }));
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(onChange.mock.calls).toEqual([[["v7", "v29"]]]);
  });

  test("begins its search anew when it is opened again", async () => {
    const { user } = await openIt();
    await user.type(screen.getByRole("textbox"), "29");
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: /Account/ }));
    expect(boxes()).toBe(30);
  });

  test("of few values needs no search", async () => {
    await openIt(facet.options.slice(0, 10));
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(boxes()).toBe(10);
  });
});

describe("the filter bar", () => {
  const onChange = vi.fn<(values: object, q: string) => void>();
  const severity: Facet = { id: "severity", label: "Severity", options: [{ value: "high", label: "High" }] };
  const bar = (children?: React.ReactNode) => {
    onChange.mockClear();
    const shown = show(
      <FilterBar
        label="Rows"
        facets={[severity]}
        values={{}}
        q="old"
        onChange={onChange}
        isFiltered
        onClear={() => {}}
        scopes={<ScopeChip label="In one workload" onRemove={() => {}} />}
      >
        {children}
      </FilterBar>,
    );
    return { ...shown, input: screen.getByRole("textbox", { name: "Filter rows" }) };
  };

  test("keeps what was typed wrong, to be mended, and takes it once it is right", async () => {
    const { user, input } = bar();
    await user.clear(input);
    await user.type(input, "severity:hihg bucket{Enter}");
    expect(await screen.findByText("Severity has no “hihg”")).toBeTruthy();
    expect(input).toHaveProperty("value", "severity:hihg bucket");
    expect(onChange).not.toHaveBeenCalled();
    await user.clear(input);
    await user.type(input, "severity:high bucket{Enter}");
    expect(onChange.mock.calls).toEqual([[{ severity: ["high"] }, "bucket"]]);
  });

  test("lets go of what was typed by Escape, and asks for nothing", async () => {
    const { user, input } = bar();
    await user.type(input, " and more");
    await user.keyboard("{Escape}");
    expect(input).toHaveProperty("value", "old");
    expect(document.activeElement).not.toBe(input);
    expect(onChange).not.toHaveBeenCalled();
  });

  test("cleared searches for nothing", async () => {
    const { user, input } = bar();
    await user.clear(input);
    await user.keyboard("{Enter}");
    expect(onChange.mock.calls).toEqual([[{}, ""]]);
  });

  test("has what came with a link among its chips, and the switches apart", () => {
    bar(<button type="button">Switch</button>);
    const chip = screen.getByRole("button", { name: "Remove the filter In one workload" });
    const chips = chip.parentElement;
    expect(within(chips ?? document.body).getByRole("button", { name: "Clear" })).toBeTruthy();
    expect(chips?.contains(screen.getByRole("button", { name: "Switch" }))).toBe(false);
  });

  test("follows the address when it changes under it", () => {
    const { rerender, input } = bar();
    rerender(
      <FilterBar
        label="Rows"
        facets={[severity]}
        values={{}}
        q="new"
        onChange={onChange}
        isFiltered={false}
        onClear={() => {}}
      />,
    );
    expect(input).toHaveProperty("value", "new");
    act(() => input.focus());
    expect(input).toHaveProperty("value", "new");
  });
});
