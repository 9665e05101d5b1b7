// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";

import { addressAt, atPageMoment } from "./page-moment.ts";

afterEach(() => history.replaceState(null, "", "/"));

describe("what a page of the past asks the API", () => {
  test.each([
    ["/api/v1/findings?limit=5", "/api/v1/findings?limit=5&at=2026-11-01"],
    ["/api/v1/workloads/1/map", "/api/v1/workloads/1/map?at=2026-11-01"],
    ["/api/v1/compliance/eu-ai-act", "/api/v1/compliance/eu-ai-act?at=2026-11-01"],
    ["/api/v1/custom-checks/1", "/api/v1/custom-checks/1?at=2026-11-01"],
    ["/api/v1/custom-checks/reference", "/api/v1/custom-checks/reference"],
    ["/api/v1/people", "/api/v1/people"],
    ["/api/v1/workers", "/api/v1/workers"],
    ["/api/v1/connections/1/probe", "/api/v1/connections/1/probe"],
    ["/api/v1/fixes/simulation?fixIds=1", "/api/v1/fixes/simulation?fixIds=1"],
  ])("%s is asked as %s", (url, asked) => {
    history.replaceState(null, "", "/findings?at=2026-11-01");
    expect(atPageMoment(url)).toBe(asked);
  });

  test("is, on a page of now, what it would ask anyway", () => {
    history.replaceState(null, "", "/findings");
    expect(atPageMoment("/api/v1/findings?limit=5")).toBe("/api/v1/findings?limit=5");
  });
});

test("an address is taken to a moment and back, with all else that it says", () => {
  const past = addressAt("/findings?q=a%20b#top", "2026-11-01T10:00:00Z");
  expect(past).toBe("/findings?q=a+b&at=2026-11-01T10%3A00%3A00Z#top");
  expect(addressAt(past, null)).toBe("/findings?q=a+b#top");
});
