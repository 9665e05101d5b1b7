// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ApiError } from "../api/api-error.ts";
import { giveElementsSize, narrowScreen } from "../testing/layout.ts";
import { hostileNames, show } from "../testing/render-ui.tsx";
import type { Column } from "./column.ts";
import { DataTable, type DataTableProps } from "./data-table.tsx";

type Bucket = { id: string; name: string; size: number };

beforeEach(giveElementsSize);
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const columns: readonly Column<Bucket>[] = [
  { id: "name", header: "Name", width: 200, grows: true, cell: ({ name }) => name },
  { id: "size", header: "Size", width: 80, sort: "size", align: "right", cell: ({ size }) => `${size} GB` },
  { id: "key", header: "Key", width: 80, initiallyHidden: true, cell: ({ id }) => `key of ${id}` },
];
const buckets = (count: number): Bucket[] =>
  Array.from({ length: count }, (_, index) => ({ id: `b${index}`, name: `bucket ${index}`, size: index }));

type Overrides = Partial<DataTableProps<Bucket>> & { onSelected?: (ids: string[]) => void };

function Table({ onSelected, ...overrides }: Overrides) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <DataTable<Bucket>
      label="Buckets"
      columns={columns}
      card={({ name }) => <span>card of {name}</span>}
      rows={buckets(5)}
      rowId={({ id }) => id}
      total={5}
      state={{ isPending: false, error: null, retry: () => {} }}
      more={{ hasNext: false, isFetching: false, fetch: () => {} }}
      empty={<p>There is no bucket</p>}
      {...(onSelected
        ? {
            selection: {
              selected,
              onChange: (next) => {
                setSelected(next);
                onSelected([...next].toSorted());
              },
            },
          }
        : {})}
      {...overrides}
    />
  );
}

const rowOf = (name: string) => screen.getByRole("row", { name: new RegExp(`${name}\\b`) });
const focused = () => document.activeElement?.getAttribute("data-row");

describe("what a screen reader is told", () => {
  test("the table says how many rows there are in all, with its header, though few are drawn", () => {
    show(<Table rows={buckets(200)} total={48_211} />);
    expect(screen.getByRole("table", { name: "Buckets" }).getAttribute("aria-rowcount")).toBe("48212");
    expect(screen.getAllByRole("row").length).toBeLessThan(120);
  });

  test("an unknown total is said to be unknown, not zero", () => {
    show(<Table total={null} />);
    expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("-1");
  });

  test("each row says its place in the whole list", () => {
    show(<Table />);
    expect(rowOf("bucket 0").getAttribute("aria-rowindex")).toBe("2");
    expect(rowOf("bucket 4").getAttribute("aria-rowindex")).toBe("6");
  });

  test("only one row is a tab stop", () => {
    show(<Table />);
    const stops = screen.getAllByRole("row").filter((row) => row.getAttribute("tabindex") === "0");
    expect(stops).toEqual([rowOf("bucket 0")]);
  });

  test("a row says whether it is selected only where rows can be selected", () => {
    show(<Table />);
    expect(rowOf("bucket 0").hasAttribute("aria-selected")).toBe(false);
    cleanup();
    show(<Table onSelected={() => {}} />);
    expect(rowOf("bucket 0").getAttribute("aria-selected")).toBe("false");
  });
});

describe("moving by keys", () => {
  test("j and k move the focus one row and stop at both ends", async () => {
    const { user } = show(<Table />);
    await user.keyboard("j");
    await waitFor(() => expect(focused()).toBe("0"));
    await user.keyboard("jjjjjjj");
    await waitFor(() => expect(focused()).toBe("4"));
    await user.keyboard("k");
    await waitFor(() => expect(focused()).toBe("3"));
    await user.keyboard("kkkkkkkk");
    await waitFor(() => expect(focused()).toBe("0"));
  });

  test("the arrows move the focus from the row that has it", async () => {
    const { user } = show(<Table />);
    await user.keyboard("j");
    await waitFor(() => expect(focused()).toBe("0"));
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(focused()).toBe("1"));
    await user.keyboard("{ArrowUp}");
    await waitFor(() => expect(focused()).toBe("0"));
  });

  test("o and Enter open the active row", async () => {
    const opened: string[] = [];
    const { user } = show(<Table onOpen={(id) => opened.push(id)} />);
    await user.keyboard("jj");
    await waitFor(() => expect(focused()).toBe("1"));
    await user.keyboard("o{Enter}");
    expect(opened).toEqual(["b1", "b1"]);
  });

  test("with the drawer open, j opens the next row instead of only moving to it", async () => {
    const opened: string[] = [];
    const { user } = show(<Table openId="b2" onOpen={(id) => opened.push(id)} />);
    await user.keyboard("j");
    await user.keyboard("k");
    expect(opened).toEqual(["b3", "b1"]);
  });

  test("keys typed into a field move nothing", async () => {
    const opened: string[] = [];
    const { user } = show(
      <>
        <input aria-label="Filter" />
        <Table onOpen={(id) => opened.push(id)} />
      </>,
    );
    await user.type(screen.getByRole("textbox", { name: "Filter" }), "jo");
    expect(opened).toEqual([]);
    expect(screen.getByRole("textbox", { name: "Filter" })).toHaveProperty("value", "jo");
  });
});

describe("selecting", () => {
  test("x selects the active row and takes it back", async () => {
    const chosen: string[][] = [];
    const { user } = show(<Table onSelected={(ids) => chosen.push(ids)} />);
    await user.keyboard("jjx");
    await user.keyboard("x");
    expect(chosen).toEqual([["b1"], []]);
  });

  test("shift and a click select everything since the last one", async () => {
    const chosen: string[][] = [];
    const { user } = show(<Table onSelected={(ids) => chosen.push(ids)} />);
    await user.click(screen.getByRole("checkbox", { name: "Select row 2" }));
    await user.keyboard("{Shift>}");
    await user.click(screen.getByRole("checkbox", { name: "Select row 4" }));
    await user.keyboard("{/Shift}");
    expect(chosen.at(-1)).toEqual(["b1", "b2", "b3"]);
    expect(rowOf("bucket 2").getAttribute("aria-selected")).toBe("true");
    expect(rowOf("bucket 4").getAttribute("aria-selected")).toBe("false");
  });

  test("shift and J carry the selection down", async () => {
    const chosen: string[][] = [];
    const { user } = show(<Table onSelected={(ids) => chosen.push(ids)} />);
    await user.keyboard("jx");
    await user.keyboard("{Shift>}JJ{/Shift}");
    expect(chosen.at(-1)).toEqual(["b0", "b1", "b2"]);
  });

  test("choosing a box does not open the row", async () => {
    const opened: string[] = [];
    const { user } = show(<Table onSelected={() => {}} onOpen={(id) => opened.push(id)} />);
    await user.click(screen.getByRole("checkbox", { name: "Select row 1" }));
    expect(opened).toEqual([]);
    await user.click(screen.getByText("bucket 0"));
    expect(opened).toEqual(["b0"]);
  });

  test("the box of the header takes all loaded rows, and leaves them where some are taken", async () => {
    const chosen: string[][] = [];
    const { user } = show(<Table onSelected={(ids) => chosen.push(ids)} />);
    const all = screen.getByRole("checkbox", { name: "Select all loaded rows" });
    await user.click(all);
    expect(chosen.at(-1)).toEqual(["b0", "b1", "b2", "b3", "b4"]);
    expect(all.getAttribute("aria-checked")).toBe("true");
    await user.click(screen.getByRole("checkbox", { name: "Select row 1" }));
    expect(all.getAttribute("aria-checked")).toBe("mixed");
    await user.click(all);
    expect(chosen.at(-1)).toEqual([]);
  });
});

describe("columns", () => {
  test("a header that the server can sort by asks for it and says which one holds", async () => {
    const sorts: string[] = [];
    const { user } = show(<Table sort={{ value: "size", onChange: (value) => sorts.push(value) }} />);
    expect(screen.getByRole("columnheader", { name: /Size/ }).getAttribute("aria-sort")).toBe("descending");
    expect(screen.getByRole("columnheader", { name: /Name/ }).hasAttribute("aria-sort")).toBe(false);
    await user.click(screen.getByRole("button", { name: "Size" }));
    expect(sorts).toEqual(["size"]);
  });

  test("a column that starts hidden is shown on request and remembered", async () => {
    const { user } = show(<Table />);
    expect(screen.queryByText("key of b0")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Columns" }));
    await user.click(screen.getByRole("checkbox", { name: "Key" }));
    expect(screen.getByText("key of b0")).toBeTruthy();
    cleanup();
    show(<Table />);
    expect(screen.getByText("key of b0")).toBeTruthy();
  });

  test("the column that names the row cannot be hidden", async () => {
    const { user } = show(<Table />);
    await user.click(screen.getByRole("button", { name: "Columns" }));
    expect(screen.getAllByRole("checkbox").map((box) => box.closest("label")?.textContent)).toEqual([
      "Size",
      "Key",
    ]);
  });
});

describe("states", () => {
  test("while it loads it says so, and does not say that there is nothing", () => {
    show(<Table rows={[]} state={{ isPending: true, error: null, retry: () => {} }} />);
    expect(screen.getByText("Loading buckets")).toBeTruthy();
    expect(screen.queryByText("There is no bucket")).toBeNull();
  });

  test("a refusal is told in the server's words, and may be tried again", async () => {
    const retry = vi.fn<() => void>();
    const error = new ApiError(403, { detail: "You may not list buckets." });
    const { user } = show(<Table rows={[]} state={{ isPending: false, error, retry }} />);
    expect(screen.getByRole("alert").textContent).toContain("You may not list buckets.");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(retry).toHaveBeenCalledOnce();
  });

  test("a failed refresh keeps the rows that are there", () => {
    show(<Table state={{ isPending: false, error: new Error("offline"), retry: () => {} }} />);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByText("bucket 0")).toBeTruthy();
  });

  test("an empty list shows what the page says about it, and no table", () => {
    show(<Table rows={[]} total={0} />);
    expect(screen.getByText("There is no bucket")).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
  });

  test("the next page is asked for when the end is near, once", () => {
    const fetch = vi.fn<() => void>();
    show(<Table more={{ hasNext: true, isFetching: false, fetch }} />);
    expect(fetch).toHaveBeenCalledOnce();
    cleanup();
    fetch.mockClear();
    show(<Table more={{ hasNext: true, isFetching: true, fetch }} />);
    expect(fetch).not.toHaveBeenCalled();
    expect(screen.getByText("Loading more…")).toBeTruthy();
  });

  test("the next page is not asked for while the end is far", () => {
    const fetch = vi.fn<() => void>();
    show(<Table rows={buckets(500)} more={{ hasNext: true, isFetching: false, fetch }} />);
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("where it is narrow", () => {
  beforeEach(narrowScreen);

  test("rows become cards that open, with their place in the list", async () => {
    const opened: string[] = [];
    const { user } = show(<Table onOpen={(id) => opened.push(id)} total={48} />);
    expect(screen.queryByRole("table")).toBeNull();
    const list = screen.getByRole("list", { name: "Buckets" });
    const second = within(list).getAllByRole("listitem")[1];
    expect(second?.getAttribute("aria-posinset")).toBe("2");
    expect(second?.getAttribute("aria-setsize")).toBe("48");
    await user.click(screen.getByRole("button", { name: "card of bucket 1" }));
    expect(opened).toEqual(["b1"]);
  });

  test("a card that opens nothing is no button", () => {
    show(<Table />);
    expect(screen.getByText("card of bucket 0")).toBeTruthy();
    expect(screen.queryAllByRole("button")).toEqual([]);
  });
});

test.each(Object.entries(hostileNames))("a hostile name (%s) stands in the row as text", (_, name) => {
  const { container } = show(<Table rows={[{ id: "h", name, size: 1 }]} total={1} />);
  expect(screen.getByText(name)).toBeTruthy();
  expect(container.querySelector("img, script")).toBeNull();
});
