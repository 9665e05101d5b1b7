import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detailItems, markUnknown, type TokenNames, type Unknowns } from "./pages.ts";

const kmsMarker: TokenNames = { request: "Marker", response: "NextMarker" };
const RawAlias = z.object({ AliasName: z.string(), TargetKeyId: z.string().optional() });

/**
 * Whose a key is that a service names by its ARN: AWS makes one of its own for each service, which nobody can revoke.
 * Asked once for a region, and only once something names a key at all.
 */
export class KeyOwners {
  readonly #source: Source;
  #managed: ReadonlySet<string> | null = null;
  #gap: Unknown | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  /** To be called with the keys that are going to be asked about. */
  async learn(kmsKeys: readonly (string | undefined)[]): Promise<void> {
    if (this.#managed !== null || !kmsKeys.some(Boolean)) return;
    const unread: Unknowns = {};
    const call = { service: "kms", operation: "ListAliases", list: "Aliases", input: {}, tokens: kmsMarker };
    const aliases = await detailItems(this.#source, call, unread, ["aliases"]);
    this.#gap = unread["aliases"];
    this.#managed = new Set(
      aliases
        .flatMap((raw) => RawAlias.safeParse(raw).data ?? [])
        .filter(({ AliasName }) => AliasName.startsWith("alias/aws/"))
        .flatMap(({ TargetKeyId }) => TargetKeyId ?? []),
    );
  }

  of(kmsKey: string | undefined): "none" | "provider-key" | "customer-key" {
    if (!kmsKey) return "none";
    const isManaged = this.#managed?.has(idOf(kmsKey)) || kmsKey.includes("alias/aws/");
    return isManaged ? "provider-key" : "customer-key";
  }

  /** Enters `paths` in `unknowns` where it could not be told whose this key is. */
  note(kmsKey: string | undefined, unknowns: Unknowns, paths: readonly string[]): void {
    if (this.#gap && kmsKey) markUnknown(unknowns, paths, this.#gap);
  }
}

const idOf = (kmsKey: string): string => kmsKey.split("/").at(-1) ?? kmsKey;
