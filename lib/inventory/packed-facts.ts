import type { Derived, RouteHop } from "#lib/domain/derived.ts";
import type { NodeKeys } from "#lib/domain/graph-links.ts";
import type { Exposure } from "#lib/reach/find-routes.ts";
import { PackedMap } from "./packed-map.ts";

type Sensitivity = NonNullable<Derived["sensitivity"]>;
type Privilege = NonNullable<Derived["privilege"]>;

const reaches: readonly Exposure["reach"][] = ["anyone", "credential", "internal"];
const privileges: readonly Privilege["level"][] = ["admin", "broad", "scoped", "none"];

/** What is derived of every resource, kept packed. What searches ask is told at once, its reasons once they are read. */
export class PackedFacts {
  readonly exposures: PackedMap<Exposure>;
  readonly routes: PackedMap<readonly RouteHop[]>;
  readonly sensitivity: PackedMap<Sensitivity>;
  readonly privilege: PackedMap<Privilege>;
  readonly #keys: NodeKeys;
  /** Of sensitivity all but its reasons, by number. */
  readonly #classified: Pick<Sensitivity, "level" | "dataClasses">[] = [];

  constructor(keys: NodeKeys) {
    this.#keys = keys;
    this.exposures = new PackedMap(keys, ({ reach }) => reaches.indexOf(reach));
    this.routes = new PackedMap(keys);
    this.privilege = new PackedMap(keys, ({ level }) => privileges.indexOf(level));
    const numbers = new Map<string, number>();
    this.sensitivity = new PackedMap(keys, ({ level, dataClasses }) => {
      const text = JSON.stringify([level, dataClasses]);
      const known = numbers.get(text) ?? this.#classified.push({ level, dataClasses }) - 1;
      numbers.set(text, known);
      return known;
    });
  }

  get(key: string): Derived | undefined {
    const node = this.#keys.indexByKey.get(key);
    return node === undefined ? undefined : this.ofNode(node);
  }

  *[Symbol.iterator](): Iterator<[string, Derived]> {
    for (let node = 0; node < this.#keys.count; node++) yield [this.#keys.keyOf(node), this.ofNode(node)];
  }

  ofNode(node: number): Derived {
    const { exposures, routes, sensitivity, privilege } = this;
    const facts: Derived = {};
    const reach = reaches[exposures.codeOf(node)];
    if (reach)
      facts.exposure = {
        reach,
        get via() {
          return exposures.ofNode(node)?.via ?? [];
        },
        get reasons() {
          return exposures.ofNode(node)?.reasons ?? [];
        },
      };
    if (routes.hasNode(node))
      facts.route = {
        get reasons() {
          return [...(routes.ofNode(node) ?? [])];
        },
      };
    const classified = this.#classified[sensitivity.codeOf(node)];
    if (classified)
      facts.sensitivity = {
        ...classified,
        get reasons() {
          return sensitivity.ofNode(node)?.reasons ?? [];
        },
      };
    const level = privileges[privilege.codeOf(node)];
    if (level)
      facts.privilege = {
        level,
        get reasons() {
          return privilege.ofNode(node)?.reasons ?? [];
        },
      };
    return facts;
  }
}
