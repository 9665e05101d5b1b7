import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { severities } from "#lib/domain/severity.ts";

import { Person, initialsOf } from "./avatar.tsx";
import { DueBadge } from "./due-badge.tsx";
import { RelativeTime } from "./relative-time.tsx";
import { SeverityBadge, severityTitles } from "./severity-badge.tsx";
import { StatusBadge, statusLooks, type StatusLook } from "./status-badge.tsx";

const draw = renderToStaticMarkup;
const words = (html: string) => html.replaceAll(/<[^>]*>/g, "").trim();
const withoutColors = (html: string) => html.replaceAll(/class="[^"]*"/g, "");
const lookNames = Object.keys(statusLooks).filter((name): name is StatusLook => name in statusLooks);

describe("SeverityBadge", () => {
  test.each(severities)("%s is said as a word", (severity) => {
    expect(words(draw(<SeverityBadge severity={severity} />))).toBe(severityTitles[severity]);
  });

  test("every severity has a shape of its own, so that it reads without colour", () => {
    const shapes = severities.map((severity) =>
      withoutColors(draw(<SeverityBadge severity={severity} />)).replace(severityTitles[severity], ""),
    );
    expect(new Set(shapes).size).toBe(severities.length);
  });

  test("its drawing is not read out beside the word", () => {
    expect(draw(<SeverityBadge severity="high" />)).toMatch(/<svg[^>]*aria-hidden="true"/);
  });
});

describe("StatusBadge", () => {
  test.each(lookNames)("%s stands with its words", (look) => {
    expect(words(draw(<StatusBadge look={look} label="Half done" />))).toBe("Half done");
  });

  test("good, bad and unknown differ in shape, not only in colour", () => {
    const shapes = lookNames.map((look) => withoutColors(draw(<StatusBadge look={look} label="x" />)));
    expect(new Set(shapes).size).toBe(lookNames.length);
  });
});

describe("against a clock", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-06-15T12:00:00Z") }));
  afterEach(() => void vi.useRealTimers());

  test("what is late says overdue and by how much", () => {
    expect(words(draw(<DueBadge at="2026-06-10T12:00:00Z" />))).toMatch(/^Overdue 5d?/);
    expect(words(draw(<DueBadge at="2026-06-10T12:00:00Z" />))).not.toContain("ago");
  });

  test("what is coming says due, whether it is near or far", () => {
    expect(words(draw(<DueBadge at="2026-06-16T12:00:00Z" />))).toMatch(/^Due in /);
    expect(words(draw(<DueBadge at="2026-09-16T12:00:00Z" />))).toMatch(/^Due /);
  });

  test("the last three days look different from the weeks before", () => {
    const look = (at: string) => /class="([^"]*)"/.exec(draw(<DueBadge at={at} />))?.[1];
    expect(look("2026-06-17T12:00:00Z")).not.toBe(look("2026-06-25T12:00:00Z"));
    expect(look("2026-06-17T12:00:00Z")).not.toBe(look("2026-06-14T12:00:00Z"));
  });

  test("a moment is relative, with the exact instant for a machine and on hover", () => {
    const html = draw(<RelativeTime at="2026-06-15T09:00:00Z" />);
    expect(html).toMatch(/datetime="2026-06-15T09:00:00.000Z"/i);
    expect(html).toMatch(/title="[^"]*2026[^"]*"/);
    expect(words(html)).toMatch(/3\s?h/);
  });
});

describe("Person", () => {
  test("initials come from the first and the last word of a name or an address", () => {
    expect(initialsOf("Ada King Byron")).toBe("AB");
    expect(initialsOf("ada.byron@example.com")).toBe("AC");
    expect(initialsOf("ada")).toBe("A");
  });

  test("somebody without a name still gets a mark", () => {
    expect(initialsOf("")).toBe("?");
    expect(initialsOf("  ")).toBe("?");
  });

  test("the name stands beside the mark as text, whatever it is", () => {
    const html = draw(<Person name="<img src=x onerror=alert(1)>" />);
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });
});
