import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

import { ConnectionError } from "#lib/domain/provider-call.ts";

/** Which addresses calls may go to: the internet's, and those private ones that the administrator named. */
export type OutboundAddresses = {
  mayReach: (address: string) => boolean;
  /** For a request's `lookup`: refuses at the moment of connecting, so that a name cannot change in between. */
  lookup: LookupFunction;
};

/** Addresses that are nobody's server: whoever allows them by mistake would hand out the machine's own credentials. */
const neverReached = blockListOf([
  "0.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "::/128",
  "fe80::/10",
  "ff00::/8",
  "fd00:ec2::/32",
]);
const privateAddresses = blockListOf([
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "192.0.0.0/24",
  "198.18.0.0/15",
  "::1/128",
  "fc00::/7",
]);

/** Whether an address is nobody's on the internet. */
export function isPrivateAddress(text: string): boolean {
  const address = plainAddress(text);
  const family = familyOf(address);
  return family !== null && (privateAddresses.check(address, family) || neverReached.check(address, family));
}

/** `allowed` are networks in CIDR notation, as an administrator sets them: `10.20.0.0/16, 192.168.4.7`. */
export function outboundAddresses(allowed: string): OutboundAddresses {
  const networks = allowed.split(/[\s,]+/).filter((network) => network !== "");
  const named = blockListOf(networks);
  const mayReach = (text: string): boolean => {
    const address = plainAddress(text);
    const family = familyOf(address);
    if (family === null || neverReached.check(address, family)) return false;
    return named.check(address, family) || !privateAddresses.check(address, family);
  };
  const lookup: LookupFunction = (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error ? undefined : addresses.find(({ address }) => !mayReach(address));
      if (error || refused) {
        callback(error ?? refusal(hostname, refused?.address ?? ""), "", 0);
        return;
      }
      answer(addresses, options.all === true, callback);
    });
  };
  return { mayReach, lookup };
}

function answer(addresses: LookupAddress[], all: boolean, callback: Parameters<LookupFunction>[2]): void {
  const [first] = addresses;
  if (all) callback(null, addresses);
  else callback(null, first?.address ?? "", first?.family);
}

/** Before anything is connected: an address written as such is looked up by nobody. */
export function assertMayReach(hostname: string, addresses: OutboundAddresses): void {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !addresses.mayReach(host)) throw refusal(host, host);
}

function refusal(hostname: string, address: string): ConnectionError {
  const where = hostname === address ? `${address} is` : `${hostname} is at ${address},`;
  return new ConnectionError(
    `${where} a private address, which Nacre does not call unasked.`,
    "Set NACRE_PRIVATE_NETWORKS of the worker to the networks it may call, like 10.20.0.0/16, and start it anew. Link-local addresses are never called.",
  );
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    const family = familyOf(address);
    const width = family === "ipv6" ? 128 : 32;
    const bits = prefix === undefined ? width : Number(prefix);
    if (family === null || !Number.isInteger(bits) || bits < 0 || bits > width)
      throw new ConnectionError(
        `NACRE_PRIVATE_NETWORKS holds ${network}, which is no network.`,
        "Write networks as 10.20.0.0/16 or single addresses, separated by commas.",
      );
    list.addSubnet(address, bits, family);
  }
  return list;
}

/** An IPv4 address may be written inside an IPv6 one. */
const plainAddress = (address: string): string => /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ?? address;

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  if (version === 0) return null;
  return version === 4 ? "ipv4" : "ipv6";
}
