import { describe, expect, test } from "vitest";

import { exposedWayIn, isExposed, powerful, privilegeOf, reachOf } from "./attack-path-stops.ts";
import type { Derived } from "./derived.ts";
import { ResourceGraph } from "./graph.ts";
import { sampleResource } from "./sample-resource.ts";
import { UnknownRead, type Unknown } from "./unknown.ts";

const denied: Unknown = {
  reason: "denied",
  call: "lambda:GetPolicy",
  permission: "lambda:Get",
  message: "no",
};
const empty = new ResourceGraph([], []);
const app = (derived: Derived | undefined, unknown: Record<string, Unknown> = {}) =>
  sampleResource(
    "compute",
    "app",
    { publicNetwork: false, authentication: "identity" },
    { ...(derived ? { derived } : {}), unknown },
  );
const role = (derived: Derived | undefined, unknown: Record<string, Unknown> = {}) =>
  sampleResource("identity", "role", {}, { ...(derived ? { derived } : {}), unknown });
const exposure = (reach: "anyone" | "credential" | "internal"): Derived => ({
  exposure: { reach, via: [], reasons: [] },
});
const privilege = (level: "admin" | "broad" | "scoped" | "none"): Derived => ({
  privilege: { level, reasons: [] },
});
const thrown = (read: () => unknown): Unknown | null => {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof UnknownRead) return error.unknown;
    throw error;
  }
};

describe("a derived fact that is there is read as it is", () => {
  test.each(["anyone", "credential", "internal"] as const)("reached by %s", (reach) => {
    expect(reachOf(app(exposure(reach)))).toBe(reach);
    expect(isExposed(app(exposure(reach)))).toBe(reach !== "internal");
    expect(exposedWayIn.admits(app(exposure(reach)), empty)).toBe(reach !== "internal");
  });

  test.each(["admin", "broad", "scoped", "none"] as const)("%s privilege", (level) => {
    expect(privilegeOf(role(privilege(level)))).toBe(level);
    expect(powerful.admits(role(privilege(level)), empty)).toBe(level === "admin" || level === "broad");
  });

  test("whatever else of the resource is unknown", () => {
    expect(reachOf(app(exposure("anyone"), { "facets.publicNetwork": denied }))).toBe("anyone");
    expect(privilegeOf(role(privilege("none"), { "facets.grants": denied }))).toBe("none");
  });
});

describe("a derived fact that is absent", () => {
  test("where nothing was derived says nothing", () => {
    expect([reachOf(app(undefined)), privilegeOf(role(undefined))]).toEqual([undefined, undefined]);
    expect(isExposed(app(undefined))).toBe(false);
    expect(powerful.admits(role(undefined), empty)).toBe(false);
  });

  test("is unknown for the reason its own facts are", () => {
    expect(thrown(() => privilegeOf(role({}, { "facets.grants": denied })))).toEqual(denied);
    for (const fact of ["facets.publicNetwork", "facets.authentication"])
      expect(thrown(() => reachOf(app({}, { [fact]: denied })))).toEqual(denied);
  });

  test("is unknown for a reason elsewhere, which is said, where its own facts are known", () => {
    const unknown = thrown(() => reachOf(app({}, { "facets.secretVariables": denied })));
    expect(unknown).toEqual({
      reason: "not-recorded",
      call: "exposure of app",
      permission: null,
      message: "It rests on something that was not collected",
    });
  });

  test("is asked for where the settings say open, since the routes may keep strangers out", () => {
    const settings = { publicNetwork: true, authentication: "key" as const };
    const open = (derived: Derived) => sampleResource("compute", "app", settings, { derived });
    expect(thrown(() => exposedWayIn.admits(open({}), empty))).not.toBeNull();
    expect(exposedWayIn.admits(open(exposure("internal")), empty)).toBe(false);
    expect(exposedWayIn.admits(open(exposure("credential")), empty)).toBe(true);
  });

  test("is never taken for the other derived fact", () => {
    expect(thrown(() => reachOf(app(privilege("admin"))))).not.toBeNull();
    expect(thrown(() => privilegeOf(role(exposure("anyone"))))).not.toBeNull();
  });
});
