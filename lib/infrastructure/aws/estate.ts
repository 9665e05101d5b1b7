import type { Answers } from "../answers.ts";
import { Block } from "../block.ts";
import { stableId, UndecidedDeclaration, type Declared, type Place } from "../declared.ts";
import type { World } from "../world.ts";
import { identitiesOf } from "./identities.ts";

/** Declared AWS resources, and where they will be. */
export class AwsEstate {
  readonly account: string;
  readonly answers: Answers;
  readonly undecided: UndecidedDeclaration[] = [];
  readonly #home: string;
  readonly #byType: ReadonlyMap<string, readonly Block[]>;
  readonly #identities = new Map<Declared, Readonly<Record<string, string>>>();
  readonly #byAttribute = new Map<string, ReadonlyMap<string | undefined, readonly Block[]>>();
  readonly #world: World;
  readonly #marked = new Map<string, Place>();

  constructor(
    declared: readonly Declared[],
    place: { account: string; region: string },
    world: World,
    answers: Answers,
  ) {
    this.account = place.account;
    this.#home = place.region;
    this.answers = answers;
    this.#world = world;
    this.#byType = Map.groupBy(
      declared.map((one) => this.#blockOf(one)),
      ({ declared: { type } }) => type,
    );
  }

  all(type: string): readonly Block[] {
    return this.#byType.get(type) ?? [];
  }

  /** Does something with each of a type. One of which it is not even known what it has is left aside and told. */
  each<T>(type: string, declare: (block: Block) => T): T[] {
    return this.all(type).flatMap((block) => {
      try {
        return [declare(block)];
      } catch (error) {
        if (!(error instanceof UndecidedDeclaration)) throw error;
        this.undecided.push(error);
        return [];
      }
    });
  }

  /** Those of a type that name `value` in an attribute, as parts of a resource name what they belong to. */
  naming(type: string, attribute: string, ...values: readonly (string | undefined)[]): readonly Block[] {
    const id = `${type} ${attribute}`;
    const found = this.#byAttribute.get(id) ?? Map.groupBy(this.all(type), (block) => block.text(attribute));
    this.#byAttribute.set(id, found);
    return [...new Set(values)].flatMap((value) => (value === undefined ? [] : (found.get(value) ?? [])));
  }

  /** Where the resource of each key was written. */
  places(): ReadonlyMap<string, Place> {
    const blocks = [...this.#byType.values()].flat();
    return new Map([
      ...blocks.flatMap((block) => {
        const { arn } = this.identityOf(block);
        return arn ? [[arn, block.declared.place] as const] : [];
      }),
      ...this.#marked,
    ]);
  }

  /** Where a part of a resource was written that has a key of its own. */
  mark(key: string, { declared }: Block): void {
    this.#marked.set(key, declared.place);
  }

  regionOf({ declared }: Block): string {
    return declared.region ?? this.#home;
  }

  /** Attributes by which others name it: as they are known, else as they will read, made of its address. */
  identityOf({ declared }: Block): Readonly<Record<string, string>> {
    const known = this.#identities.get(declared);
    if (known) return known;
    const block = this.#blockOf(declared);
    const identity = identitiesOf(block, { account: this.account, region: this.regionOf(block) });
    this.#identities.set(declared, identity);
    return identity;
  }

  arnOf(block: Block): string {
    return this.identityOf(block)["arn"] ?? `arn:aws:unknown:::${stableId(block.declared.place.address, 12)}`;
  }

  idOf(block: Block): string {
    return this.identityOf(block)["id"] ?? stableId(block.declared.place.address, 12);
  }

  #blockOf(declared: Declared): Block {
    return new Block(declared, this.#world, ({ to, attribute }) => {
      const value = to.values[attribute];
      if (typeof value === "string" && value !== "") return value;
      return this.identityOf(this.#blockOf(to))[attribute] ?? null;
    });
  }
}

export const tagsOf = (block: Block): Record<string, string> => ({
  ...block.map("tags_all"),
  ...block.map("tags"),
});

export const tagPairs = (block: Block): { Key: string; Value: string }[] =>
  Object.entries(tagsOf(block)).map(([Key, Value]) => ({ Key, Value }));
