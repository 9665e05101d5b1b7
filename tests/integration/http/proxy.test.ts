import { unstable_doesMiddlewareMatch as passes } from "next/experimental/testing/server.js";
import { expect, test } from "vitest";

import { config } from "../../../proxy.ts";

test.each([
  ["/overview", true],
  ["/api/v1/findings", true],
  ["/api/v1/imports/1", true],
  ["/api/v1/recordings/mine", true],
  ["/_next/static/chunk.js", false],
  // Next would cut their bodies at 10 MB.
  ["/api/v1/imports", false],
  ["/api/v1/recordings", false],
])("%s passes the proxy: %s", (url, expected) => {
  expect(passes({ config, url, nextConfig: {} })).toBe(expected);
});
