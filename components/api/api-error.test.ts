import { describe, expect, test } from "vitest";

import { ApiError, apiErrorOf, isTransient, messageOf } from "./api-error.ts";

const answer = (status: number, body: string) => new Response(body, { status });

describe("apiErrorOf", () => {
  test("keeps what the problem says and which field it is about", async () => {
    const error = await apiErrorOf(
      answer(
        400,
        JSON.stringify({
          code: "invalid-input",
          title: "Invalid input",
          detail: "The due date is in the past.",
          fields: [{ field: "dueOn", message: "Choose a coming day" }],
        }),
      ),
    );
    expect(error).toMatchObject({
      status: 400,
      code: "invalid-input",
      message: "The due date is in the past.",
    });
    expect(error.fieldMessage("dueOn")).toBe("Choose a coming day");
    expect(error.fieldMessage("other")).toBeUndefined();
  });

  test.each([["<html>Bad gateway</html>"], [""], ["[]"], ['{"detail": 7}']])(
    "an answer that is no problem document (%s) still names its status",
    async (body) => {
      expect((await apiErrorOf(answer(502, body))).message).toBe("The server answered 502.");
    },
  );
});

describe("isTransient", () => {
  test("a failing network and a failing server are tried again, a refusal is not", () => {
    expect(isTransient(new TypeError("fetch failed"))).toBe(true);
    expect(isTransient(new ApiError(503, {}))).toBe(true);
    expect(isTransient(new ApiError(403, {}))).toBe(false);
  });
});

test("an unknown error never shows its own words", () => {
  expect(messageOf(new Error("secret detail"))).not.toContain("secret");
  expect(messageOf(new ApiError(409, { detail: "Somebody changed it first." }))).toBe(
    "Somebody changed it first.",
  );
});
