import { expect, test } from "vitest";

import { functionChangesState, methodChangesState } from "./changes-state.ts";

test.each(["getClaimStatus", "list_policies", "search-documents", "LookUpBroker", "describe"])(
  "%s only reads",
  (name) => {
    expect(functionChangesState(name)).toBe(false);
  },
);

test.each(["approvePayout", "settle", "getawayBooking", "sendEmail", "runQuery", ""])(
  "%s may change something",
  (name) => {
    expect(functionChangesState(name)).toBe(true);
  },
);

test("a method is a change unless HTTP calls it safe", () => {
  expect(methodChangesState("GET")).toBe(false);
  expect(methodChangesState("post")).toBe(true);
  expect(methodChangesState("DELETE")).toBe(true);
});
