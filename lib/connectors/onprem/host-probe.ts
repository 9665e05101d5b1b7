import { lookup as lookupName } from "node:dns/promises";
import { isIP } from "node:net";

import { ConnectionError, ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { sendGuarded } from "../guarded-request.ts";
import { assertMayReach, type OutboundAddresses } from "../outbound-addresses.ts";

type Reach = { ca: string | undefined; addresses: OutboundAddresses };
const probeLimits = { bytes: 1024 * 1024, milliseconds: 4_000 };

/** The addresses behind a name. */
export async function resolveHost(host: string, call: ProviderCall): Promise<{ addresses: string[] }> {
  if (isIP(host) !== 0) return { addresses: [host] };
  try {
    const found = await lookupName(host, { all: true });
    return { addresses: found.map(({ address }) => address).toSorted() };
  } catch {
    throw new ProviderError("failed", call, `${host} was not reached: its name has no address`);
  }
}

/**
 * Whether a port speaks HTTPS, else HTTP, else neither; that none is there is an answer. A port that shows a certificate
 * nobody trusts is no closed port, and is said to be what it is.
 */
export async function probePort(
  { ca, addresses }: Reach,
  host: string,
  call: ProviderCall,
  signal: AbortSignal,
): Promise<{ url: string | null; silent: boolean }> {
  const port = Number(call.input["port"]);
  const name = isIP(host) === 6 ? `[${host}]` : host;
  let silent = false;
  for (const scheme of ["https", "http"]) {
    const url = new URL(`${scheme}://${name}:${port}/`);
    try {
      assertMayReach(url.hostname, addresses);
      await sendGuarded(
        {
          url,
          headers: { "user-agent": "nacre" },
          lookup: addresses.lookup,
          tls: { ca },
          limits: probeLimits,
        },
        call,
        signal,
      );
      return { url: url.origin, silent: false };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ConnectionError)
        throw new ProviderError("failed", call, `${error.message} ${error.remedy}`);
      if (!(error instanceof ProviderError)) throw error;
      if (/larger than/.test(error.message)) return { url: url.origin, silent: false };
      silent = /abort|timeout|timed out|EHOSTUNREACH|ENETUNREACH|ENOTFOUND/i.test(error.message);
      if (silent) break;
    }
  }
  return { url: null, silent };
}
