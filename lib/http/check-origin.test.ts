import { expect, test } from "vitest";

import { checkOrigin } from "./check-origin.ts";

const request = (method: string, headers: Record<string, string>) =>
  new Request("https://nacre.example/api/v1/teams", { method, headers });
const check = (method: string, headers: Record<string, string>) => () =>
  checkOrigin(request(method, headers));
const own = "https://nacre.example";

test.each(["GET", "HEAD", "OPTIONS"])("%s changes nothing, so it may come from anywhere", (method) => {
  expect(check(method, { origin: "https://evil.example", "sec-fetch-site": "cross-site" })).not.toThrow();
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("%s from the page itself is let through", (method) => {
  expect(check(method, { origin: own, "sec-fetch-site": "same-origin" })).not.toThrow();
  expect(check(method, { origin: own })).not.toThrow();
  expect(check(method, { "sec-fetch-site": "same-origin" })).not.toThrow();
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["another site that claims our origin", { "sec-fetch-site": "cross-site", origin: own }],
  [
    "a neighbour beneath the same domain",
    { "sec-fetch-site": "same-site", origin: "https://other.nacre.example" },
  ],
  ["what was typed or opened from outside", { "sec-fetch-site": "none" }],
  ["another origin, by an old browser", { origin: "https://evil.example" }],
  ["a sandboxed frame", { origin: "null" }],
  ["an origin that is no address", { origin: "nacre.example" }],
  ["another port of the same host", { origin: "https://nacre.example:8443" }],
  ["a host that only ends like ours", { origin: "https://evil-nacre.example" }],
  ["a host that only begins like ours", { origin: "https://nacre.example.evil.example" }],
  ["a page that hides both", {}],
])("a change by %s is refused", (_, headers) => {
  expect(check("POST", headers)).toThrow(expect.objectContaining({ code: "forbidden", status: 403 }));
});

test("behind a proxy, the host the browser asked for counts", () => {
  const headers = { host: "console.example", origin: "https://console.example" };
  expect(check("POST", headers)).not.toThrow();
  expect(check("POST", { ...headers, origin: own })).toThrow(/another site/);
});
