import { describe, expect, test } from "vitest";

import { ConnectionError } from "#lib/domain/provider-call.ts";
import { assertMayReach, outboundAddresses } from "./outbound-addresses.ts";

const lookedUp = (hostname: string, allowed = "") =>
  new Promise<unknown>((resolve) => {
    outboundAddresses(allowed).lookup(hostname, { all: true }, (error, found) => resolve(error ?? found));
  });

describe("an address", () => {
  test.each([
    ["1.1.1.1", "", true],
    ["2606:4700::1111", "", true],
    ["10.1.2.3", "", false],
    ["10.1.2.3", "10.0.0.0/8", true],
    ["10.1.2.3", "192.168.0.0/16, 10.1.2.3", true],
    ["10.1.2.4", "10.1.2.3", false],
    ["127.0.0.1", "", false],
    ["::1", "", false],
    ["::ffff:127.0.0.1", "", false],
    ["::ffff:10.1.2.3", "10.1.0.0/16", true],
    ["fd12:3456::1", "", false],
    ["fd12:3456::1", "fd12:3456::/32", true],
    ["100.64.0.1", "", false],
    ["169.254.169.254", "", false],
    ["169.254.169.254", "169.254.0.0/16", false],
    ["169.254.169.254", "0.0.0.0/0", false],
    ["fd00:ec2::254", "::/0", false],
    ["fe80::1", "fe80::/10", false],
    ["0.0.0.0", "0.0.0.0/0", false],
    ["not an address", "0.0.0.0/0", false],
  ])("%s with %j allowed may be called: %s", (address, allowed, expected) => {
    expect(outboundAddresses(allowed).mayReach(address)).toBe(expected);
  });

  test("written into the address of a server is refused before anything is connected", () => {
    const none = outboundAddresses("");
    expect(() => assertMayReach("10.0.0.1", none)).toThrow(ConnectionError);
    expect(() => assertMayReach("[::1]", none)).toThrow(/private address/);
    expect(() => assertMayReach("example.com", none)).not.toThrow();
  });
});

describe("a name", () => {
  test("that stands for this machine is refused, with what to set", async () => {
    const refused = await lookedUp("localhost");
    expect(refused).toBeInstanceOf(ConnectionError);
    expect(refused).toMatchObject({ remedy: expect.stringContaining("NACRE_PRIVATE_NETWORKS") });
  });

  test("is looked up where its address is allowed", async () => {
    const found = await lookedUp("localhost", "127.0.0.0/8, ::1");
    expect(JSON.stringify(found)).toMatch(/127\.0\.0\.1|::1/);
  });
});

test.each(["10.0.0.0/33", "10.0.0/8", "example.com", "10.0.0.0/x"])(
  "%j is no network, and is told as such",
  (text) => {
    expect(() => outboundAddresses(text)).toThrow(`NACRE_PRIVATE_NETWORKS holds ${text}`);
  },
);
