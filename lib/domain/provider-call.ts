import type { UnknownReason } from "./unknown.ts";

/** One call to a provider, in the provider's own operation name and input shape. */
export type ProviderCall = {
  account: string;
  region: string | null;
  service: string;
  operation: string;
  input: Readonly<Record<string, unknown>>;
};

/** The one seam every provider call goes through: live, recording or replaying. Throws `ProviderError`. */
export type Transport = (call: ProviderCall, signal: AbortSignal) => Promise<unknown>;

/** A call that did not answer. `not-found` is an answer about one thing, not a gap. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly reason: UnknownReason | "not-found" | "expired-credentials";
  readonly call: string;
  readonly permission: string | null;
  constructor(
    reason: ProviderError["reason"],
    call: { service: string; operation: string },
    message: string,
    permission: string | null = null,
  ) {
    super(message);
    this.reason = reason;
    this.call = `${call.service}:${call.operation}`;
    this.permission = permission;
  }
}

/** The connection cannot be opened. The message says what the person must change. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
