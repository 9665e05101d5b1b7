// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { FacetPopover, type Facet } from "./facet-popover.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { ScopeChip } from "./scope-chip.tsx";

afterEach(cleanup);

const severity: Facet = {
  id: "severity",
  label: "Severity",
  options: [
    { value: "critical", label: "Critical" },
    { value: "high", label: "High" },
    { value: "low", label: "Low" },
  ],
  counts: { critical: 3, high: 12_345 },
};
const account: Facet = {
  id: "account",
  label: "Account",
  single: true,
  options: [
    { value: "1111", label: "1111" },
    { value: "2222", label: "2222" },
  ],
};

describe("FacetPopover", () => {
  const open = async (facet: Facet, chosen: readonly string[] = []) => {
    const onChange = vi.fn<(chosen: readonly string[]) => void>();
    const shown = show(<FacetPopover facet={facet} chosen={chosen} onChange={onChange} />);
    await shown.user.click(screen.getByRole("button", { name: new RegExp(facet.label) }));
    return { ...shown, onChange };
  };
  const box = (name: RegExp) => screen.getByRole("checkbox", { name });

  test("shows how many stand behind each value, and zero where there are none", async () => {
    await open(severity);
    expect(box(/^Critical/).closest("label")?.textContent).toBe("Critical3");
    expect(box(/^High/).closest("label")?.textContent).toBe("High12,345");
    expect(box(/^Low/).closest("label")?.textContent).toBe("Low0");
  });

  test("shows no number while nobody has counted", async () => {
    await open(account);
    expect(box(/^1111/).closest("label")?.textContent).toBe("1111");
  });

  test("gathers choices and applies them once, when asked", async () => {
    const { user, onChange } = await open(severity, ["low"]);
    await user.click(box(/^Critical/));
    await user.click(box(/^High/));
    await user.click(box(/^Low/));
    expect(onChange).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(onChange.mock.calls).toEqual([[["critical", "high"]]]);
  });

  test("applies what was chosen when it is left by Escape", async () => {
    const { user, onChange } = await open(severity);
    await user.click(box(/^Critical/));
    await user.keyboard("{Escape}");
    expect(onChange.mock.calls).toEqual([[["critical"]]]);
  });

  test("asks for nothing where the choice did not change", async () => {
    const { user, onChange } = await open(severity, ["low"]);
    await user.click(box(/^High/));
    await user.click(box(/^High/));
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(onChange).not.toHaveBeenCalled();
  });

  test("a field of one value replaces it, and gives it up when pressed again", async () => {
    const { user, onChange } = await open(account, ["1111"]);
    await user.click(box(/^2222/));
    expect(box(/^1111/)).toHaveProperty("checked", false);
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(onChange.mock.calls).toEqual([[["2222"]]]);
  });

  test("clears all its values at once, and only where there are some", async () => {
    const { user, onChange } = await open(severity, ["critical", "low"]);
    const clear = screen.getByRole("button", { name: "Clear" });
    await user.click(clear);
    expect(clear).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(onChange.mock.calls).toEqual([[[]]]);
  });

  test("names what is chosen, and counts it where the names would not fit", () => {
    show(<FacetPopover facet={severity} chosen={["critical", "high"]} onChange={() => {}} />);
    expect(screen.getByRole("button").textContent).toBe("SeverityCritical, High");
    cleanup();
    show(<FacetPopover facet={severity} chosen={["critical", "high", "low"]} onChange={() => {}} />);
    expect(screen.getByRole("button").textContent).toBe("Severity3 chosen");
  });

  test("a chosen value that has no name any more is still shown", () => {
    show(<FacetPopover facet={severity} chosen={["retired"]} onChange={() => {}} />);
    expect(screen.getByRole("button").textContent).toBe("Severityretired");
  });

  test("says so where there is nothing to choose", async () => {
    await open({ ...account, options: [] });
    expect(screen.getByText("There is nothing to choose yet.")).toBeTruthy();
  });

  test.each(Object.entries(hostileNames))("a value with a hostile name (%s) is text", async (_, name) => {
    const { baseElement } = await open({ ...account, options: [{ value: "x", label: name }] }, ["x"]);
    expect(within(screen.getByRole("dialog")).getByText(name)).toBeTruthy();
    expect(baseElement.querySelector("img, script")).toBeNull();
  });
});

describe("FilterBar", () => {
  const bar = (overrides: Partial<React.ComponentProps<typeof FilterBar>> = {}) => {
    const onChange = vi.fn<React.ComponentProps<typeof FilterBar>["onChange"]>();
    const shown = show(
      <FilterBar
        label="Findings"
        facets={[severity, account]}
        values={{ severity: ["low"] }}
        q=""
        onChange={onChange}
        isFiltered={false}
        onClear={() => {}}
        {...overrides}
      />,
    );
    return { ...shown, onChange, input: screen.getByRole("textbox", { name: "Filter findings" }) };
  };

  test("shows the text and the chips the address holds", () => {
    const { input } = bar({ q: "claims", values: { severity: ["high"], account: ["2222"] } });
    expect(input).toHaveProperty("value", "claims");
    expect(screen.getByText("High")).toBeTruthy();
    expect(screen.getByText("2222")).toBeTruthy();
  });

  test("what is typed as field:value becomes a chip, the rest is searched", async () => {
    const { user, input, onChange } = bar();
    await user.type(input, "severity:critical public bucket{Enter}");
    expect(onChange.mock.calls).toEqual([[{ severity: ["critical"] }, "public bucket"]]);
  });

  test("a typed filter leaves the other chips as they are", async () => {
    const { user, input, onChange } = bar();
    await user.type(input, "account:1111{Enter}");
    expect(onChange.mock.calls).toEqual([[{ severity: ["low"], account: ["1111"] }, ""]]);
  });

  test("a value that the field does not have is refused in words, and changes nothing", async () => {
    const { user, input, onChange } = bar();
    await user.type(input, "severity:awful{Enter}");
    await waitFor(() => expect(screen.getByText("Severity has no “awful”")).toBeTruthy());
    expect(onChange).not.toHaveBeenCalled();
  });

  test("what was typed is applied when the field is left", async () => {
    const { user, input, onChange } = bar();
    await user.type(input, "claims");
    expect(onChange).not.toHaveBeenCalled();
    await user.tab();
    expect(onChange.mock.calls).toEqual([[{ severity: ["low"] }, "claims"]]);
  });

  test("leaving the field without typing asks for nothing", async () => {
    const { user, input, onChange } = bar({ q: "claims" });
    await user.click(input);
    await user.tab();
    expect(onChange).not.toHaveBeenCalled();
  });

  test("/ goes to the field and does not write itself there", async () => {
    const { user, input } = bar();
    await user.keyboard("/");
    expect(document.activeElement).toBe(input);
    expect(input).toHaveProperty("value", "");
  });

  test("offers to clear only where something is filtered", async () => {
    const onClear = vi.fn<() => void>();
    bar();
    expect(screen.queryByRole("button", { name: "Clear" })).toBeNull();
    cleanup();
    const { user } = bar({ isFiltered: true, onClear });
    await user.click(screen.getByRole("button", { name: "Clear" }));
    expect(onClear).toHaveBeenCalledOnce();
  });
});

test("a filter that came with a link says what it is and can be taken away", async () => {
  const onRemove = vi.fn<() => void>();
  const { user } = show(<ScopeChip label="Of one team" onRemove={onRemove} />);
  await user.click(screen.getByRole("button", { name: "Remove the filter Of one team" }));
  expect(onRemove).toHaveBeenCalledOnce();
});
