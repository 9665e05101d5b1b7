// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { DueBadge } from "./due-badge.tsx";
import { RelativeTime } from "./relative-time.tsx";

const start = new Date("2026-06-15T12:00:00Z");
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const after = (milliseconds: number) => new Date(start.getTime() + milliseconds).toISOString();

beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));
/** The badge as it was first drawn: reading it again later shows whether the page kept it current. */
const draw = (at: string) => {
  const { container } = render(<DueBadge at={at} />);
  const badge = container.firstElementChild;
  if (!(badge instanceof HTMLElement)) throw new Error("there is a badge");
  return badge;
};

describe("a badge left on the screen", () => {
  test("counts down with the clock", () => {
    const badge = draw(after(3 * hour + 30 * minute));
    expect(badge.textContent).toBe("Due in 3h");
    pass(hour);
    expect(badge.textContent).toBe("Due in 2h");
    pass(2 * hour);
    expect(badge.textContent).toBe("Due in 30m");
  });

  test("becomes overdue in the minute it is, without anybody reloading", () => {
    const badge = draw(after(2 * minute));
    expect(badge.textContent).toMatch(/^Due in/);
    pass(3 * minute);
    expect(badge.textContent).toMatch(/^Overdue/);
  });

  test("goes from quiet to warm to loud", () => {
    const badge = draw(after(4 * day));
    const quiet = badge.className;
    pass(2 * day);
    const warm = badge.className;
    pass(3 * day);
    const loud = badge.className;
    expect(new Set([quiet, warm, loud]).size).toBe(3);
  });

  test("goes on counting how late it is", () => {
    const badge = draw(after(-30 * minute));
    expect(badge.textContent).toBe("Overdue 30m");
    pass(5 * hour);
    expect(badge.textContent).toBe("Overdue 5h");
    pass(3 * day);
    expect(badge.textContent).toBe("Overdue 3d");
  });

  test("stops counting once it is gone", () => {
    const { unmount } = render(<DueBadge at={after(day)} />);
    expect(vi.getTimerCount()).toBe(1);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("its words", () => {
  test.each([
    [-400 * day, "Overdue 1y"],
    [-40 * day, "Overdue 1mo"],
    [-5 * day, "Overdue 5d"],
    [-30_000, "Overdue now"],
    [0, "Due now"],
    [30_000, "Due now"],
    [90_000, "Due in 1m"],
    [36 * hour, "Due in 1d"],
    [10 * day, "Due in 10d"],
    [45 * day, "Due in 1mo"],
  ])("%i milliseconds from now: %s", (milliseconds, words) => {
    expect(draw(after(milliseconds)).textContent).toBe(words);
  });

  test("tell the exact instant on hover, the same in every time zone", () => {
    expect(draw("2026-06-20T08:30:00+05:00").title).toBe("20 Jun 2026, 03:30:00 UTC");
  });

  test("are there before any script ran", () => {
    expect(renderToString(<DueBadge at={after(10 * day)} />)).toContain("in 10d");
  });
});

describe("a time left on the screen", () => {
  test("grows old with the clock", () => {
    const { container } = render(<RelativeTime at={start} />);
    const steps = [container.textContent];
    for (const wait of [61_000, 4 * minute, hour, day]) {
      pass(wait);
      steps.push(container.textContent);
    }
    expect(steps).toEqual(["now", "1m ago", "5m ago", "1h ago", "1d ago"]);
  });

  test("keeps its exact instant for machines and on hover", () => {
    const { container } = render(<RelativeTime at="2026-06-15T11:00:00Z" />);
    pass(day);
    const time = container.querySelector("time");
    expect(time?.dateTime).toBe("2026-06-15T11:00:00.000Z");
    expect(time?.title).toBe("15 Jun 2026, 11:00:00 UTC");
  });

  test("and every other on the page says the same moment", () => {
    const { container } = render(
      <>
        <RelativeTime at={after(-59_000)} />
        <RelativeTime at={after(-59_000)} />
      </>,
    );
    pass(30_000);
    const [first, second] = container.querySelectorAll("time");
    expect(first?.textContent).toBe(second?.textContent);
  });
});
