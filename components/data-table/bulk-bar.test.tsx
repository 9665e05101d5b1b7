// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { show } from "../testing/render-ui.tsx";
import { BulkBar } from "./bulk-bar.tsx";

afterEach(cleanup);

type Props = React.ComponentProps<typeof BulkBar>;
const bar = (overrides: Partial<Props> = {}) => (
  <BulkBar
    label="Findings"
    selectedCount={3}
    matching={{ total: 1234, isChosen: false, onChoose: () => {} }}
    onClear={() => {}}
    {...overrides}
  >
    <button type="button">Assign</button>
  </BulkBar>
);

describe("BulkBar", () => {
  test("is not there while nothing is selected, and takes no key", async () => {
    const onClear = vi.fn<() => void>();
    const { user } = show(bar({ selectedCount: 0, onClear }));
    expect(screen.queryByRole("region", { name: "Selected rows" })).toBeNull();
    await user.keyboard("{Escape}");
    expect(onClear).not.toHaveBeenCalled();
  });

  test("says how many are selected, with the actions beside it", () => {
    show(bar());
    expect(screen.getByRole("status").textContent).toBe("3 selected");
    expect(screen.getByRole("button", { name: "Assign" })).toBeTruthy();
  });

  test("offers all that match, and then counts those instead", async () => {
    const onChoose = vi.fn<() => void>();
    const { user } = show(bar({ matching: { total: 1234, isChosen: false, onChoose } }));
    await user.click(screen.getByRole("button", { name: "Select all 1,234" }));
    expect(onChoose).toHaveBeenCalledOnce();
    cleanup();
    show(bar({ matching: { total: 1234, isChosen: true, onChoose } }));
    expect(screen.getByRole("status").textContent).toBe("1,234 selected");
    expect(screen.queryByRole("button", { name: /Select all/ })).toBeNull();
  });

  test("never makes up a number where the server did not count", () => {
    show(bar({ matching: { total: null, isChosen: true, onChoose: () => {} } }));
    expect(screen.getByRole("status").textContent).toBe("All selected");
  });

  test("Escape and the cross both let go of the selection", async () => {
    const onClear = vi.fn<() => void>();
    const { user } = show(bar({ onClear }));
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "Clear the selection" }));
    expect(onClear).toHaveBeenCalledTimes(2);
  });
});
