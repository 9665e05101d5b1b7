import { expect, test } from "vitest";

import { readGatewayPolicy, together } from "./gateway-policy.ts";

const inbound = (xml: string) => readGatewayPolicy(`<policies><inbound><base />${xml}</inbound></policies>`);

test("a token limit throttles too", () => {
  expect(inbound('<llm-token-limit counter-key="x" tokens-per-minute="500" />')).toMatchObject({
    limitsTokens: true,
    throttles: true,
  });
  expect(inbound('<azure-openai-token-limit counter-key="x" />').limitsTokens).toBe(true);
});

test("a rate limit limits no tokens", () => {
  expect(inbound('<rate-limit calls="20" renewal-period="60" />')).toMatchObject({
    limitsTokens: false,
    throttles: true,
  });
});

test("a policy in a comment is no policy", () => {
  const commented = inbound('<!-- <validate-jwt header-name="Authorization" />\n<llm-token-limit /> -->');
  expect(commented).toMatchObject({ checksToken: false, limitsTokens: false });
});

test("a name that only begins alike is another policy", () => {
  expect(inbound("<quota-by-key-group />").throttles).toBe(false);
});

test("an address filter that forbids some lets in the rest", () => {
  expect(
    inbound('<ip-filter action="forbid"><address>192.0.2.1</address></ip-filter>').filtersAddresses,
  ).toBe(false);
  expect(inbound('<ip-filter action="allow"><address>192.0.2.1</address></ip-filter>').filtersAddresses).toBe(
    true,
  );
});

test("backends are found by address and by id", () => {
  const policy = inbound(
    '<set-backend-service base-url="https://aoai.openai.azure.com/openai" /><set-backend-service backend-id="pool" />',
  );
  expect([policy.backendUrls, policy.backendIds]).toEqual([
    ["https://aoai.openai.azure.com/openai"],
    ["pool"],
  ]);
});

test("an API has what its gateway's policy does as well", () => {
  const both = together(inbound("<validate-azure-ad-token />"), inbound("<llm-content-safety />"));
  expect(both).toMatchObject({ checksToken: true, checksContent: true, throttles: false });
});
