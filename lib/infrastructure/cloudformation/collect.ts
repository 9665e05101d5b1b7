import path from "node:path";

import awsConnector from "#lib/connectors/aws/connector.ts";
import { identitiesOf } from "../aws/identities.ts";
import { openDeclaredAws } from "../aws/declare.ts";
import { Block } from "../block.ts";
import { collectDeclared } from "../collect.ts";
import { UndecidedDeclaration, type Declared, type Place } from "../declared.ts";
import type { Found } from "../found.ts";
import { isRecord } from "../record.ts";
import { World } from "../world.ts";
import { aiKinds } from "./ai-kinds.ts";
import { Intrinsics, notKnown } from "./intrinsics.ts";
import type { Kind, Properties } from "./kind.ts";
import { serviceKinds } from "./service-kinds.ts";
import { surroundingKinds } from "./surrounding-kinds.ts";
import type { Template, TemplateResource } from "./template.ts";
import { attributeOf, toTerraform, type Wording } from "./to-terraform.ts";

const kinds: Readonly<Record<string, Kind>> = {
  ...aiKinds,
  ...serviceKinds,
  ...surroundingKinds,
};

/** What the live collectors of AWS find in what a template declares. */
export async function collectTemplate(template: Template, signal: AbortSignal): Promise<Found> {
  const where = { account: unstatedAccount, region: unstatedRegion };
  const declared = new TemplateReader(template, where).declared();
  const found = await collectDeclared(
    awsConnector,
    (world) => openDeclaredAws(declared, where, world),
    signal,
  );
  const open = template.open.map(
    ({ key, line }) =>
      new UndecidedDeclaration(
        { address: addressIn(template, key), file: template.file, line },
        "What it writes",
      ),
  );
  return { ...found, undecided: [...found.undecided, ...open] };
}

/** The name of the file tells stacks apart that use the same names. */
const addressIn = ({ file }: Template, logicalId: string): string => `${path.parse(file).name}.${logicalId}`;

/** A template says neither where nor in which account it is applied. */
const unstatedAccount = "000000000000";
const unstatedRegion = "us-east-1";

type Identity = Readonly<Record<string, string>>;

/** Reads a template as the Terraform resources that say the same, so that both are answered alike. */
class TemplateReader {
  readonly #template: Template;
  readonly #where: { account: string; region: string };
  readonly #intrinsics: Intrinsics;
  readonly #identities = new Map<string, Identity | null>();

  constructor(template: Template, where: { account: string; region: string }) {
    this.#template = template;
    this.#where = where;
    this.#intrinsics = new Intrinsics(template, where, (logicalId, attribute) =>
      this.#nameOf(logicalId, attribute),
    );
  }

  declared(): Declared[] {
    return [...this.#template.resources.values()].flatMap((resource) => {
      const kind = kinds[resource.type];
      if (!kind) return [];
      if (resource.condition !== null && this.#intrinsics.condition(resource.condition) === false) return [];
      const worked = this.#intrinsics.value(resource.properties);
      const properties = isRecord(worked) ? worked : {};
      const own = this.#identityOf(resource.logicalId) ?? {};
      return [
        ...(kind.type === null
          ? []
          : [this.#declare(resource, kind.type, kind.adjust?.(properties) ?? properties, kind)]),
        ...(kind.parts?.(properties, own) ?? []).map((part) =>
          this.#declare(resource, part.type, part.properties, part),
        ),
      ];
    });
  }

  #declare(resource: TemplateResource, type: string, properties: Properties, wording: Wording): Declared {
    return {
      type,
      place: this.#placeOf(resource),
      ...toTerraform(properties, wording),
      references: () => [],
      isLeftOut: () => false,
      isNew: true,
      region: null,
    };
  }

  #placeOf({ logicalId, origin, line }: TemplateResource): Place {
    return { address: addressIn(this.#template, origin ?? logicalId), file: this.#template.file, line };
  }

  #nameOf(logicalId: string, attribute: string | null): string | typeof notKnown {
    const identity = this.#identityOf(logicalId);
    const kind = kinds[this.#template.resources.get(logicalId)?.type ?? ""];
    if (!identity || !kind) return notKnown;
    if (attribute === null) return identity[kind.ref ?? "id"] ?? notKnown;
    const wanted = kind.renamed?.[attribute] ?? attributeOf(attribute);
    if (identity[wanted] !== undefined) return identity[wanted];
    if (/(^|_)arn$/.test(wanted)) return identity["arn"] ?? notKnown;
    return furtherAttributes[wanted] === undefined
      ? notKnown
      : (identity[furtherAttributes[wanted]] ?? notKnown);
  }

  /** Names are worked out before the rest, which may refer to what refers to it. */
  #identityOf(logicalId: string): Identity | null {
    const known = this.#identities.get(logicalId);
    if (known !== undefined) return known;
    this.#identities.set(logicalId, null);
    const resource = this.#template.resources.get(logicalId);
    const kind = kinds[resource?.type ?? ""];
    if (!resource || !kind?.type) return null;
    const naming = Object.entries(resource.properties).filter(([property]) =>
      namesIt(kind.renamed?.[property] ?? attributeOf(property)),
    );
    const properties = Object.fromEntries(
      naming.map(([name, value]) => [name, this.#intrinsics.value(value)]),
    );
    const block = new Block(this.#declare(resource, kind.type, properties, kind), new World(0), () => null);
    const identity = identitiesOf(block, this.#where);
    this.#identities.set(logicalId, identity);
    return identity;
  }
}

/** Attributes that go into an id or an ARN. */
const namesIt = (attribute: string): boolean =>
  /(^|_)(name|bucket|identifier)$|^(path|family|cluster|rest_api_id)$/.test(attribute);

/** Attributes that hold the id under a name of CloudFormation's own. */
const furtherAttributes: Readonly<Record<string, string>> = {
  knowledge_base_id: "id",
  data_source_id: "id",
  domain_id: "id",
  group_id: "id",
  vpc_id: "id",
  role_id: "id",
  repository_uri: "repository_url",
};
