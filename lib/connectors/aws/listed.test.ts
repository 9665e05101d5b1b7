import { expect, test } from "vitest";

import { textOf } from "./listed.ts";

test("the field of an entry is read", () => {
  expect(textOf({ agentId: "CLAIMSAG01" }, "agentId", "bedrock-agent:ListAgents")).toBe("CLAIMSAG01");
});

test.each([null, "CLAIMSAG01", {}, { agentId: 3 }, { agentId: "" }])(
  "an entry without it (%o) names the call that answered so",
  (entry) => {
    expect(() => textOf(entry, "agentId", "bedrock-agent:ListAgents")).toThrow(
      expect.objectContaining({ reason: "malformed", call: "bedrock-agent:ListAgents" }),
    );
  },
);
