import type { Block } from "./block.ts";

/** How blocks of a declaration become members of the provider's own answer. */
export type ApiShape = {
  /** Blocks that the provider has a list of; any other stands once. */
  lists?: readonly string[];
  /** Names whose case alone does not tell the provider's. */
  renamed?: Readonly<Record<string, string>>;
  /** Lists of texts, which one that is not known yet does not show to be a list. */
  texts?: readonly string[];
  /** Maps whose names are the customer's own, and left as they are. */
  maps?: readonly string[];
};

const camel = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * A block in the words of the provider's REST API, of which Terraform's are the same in another case: so it is with
 * Google Cloud. An empty text is one that was left out.
 */
export function toApi(block: Block, shape: ApiShape = {}): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  for (const name of block.names()) {
    const value = valueOf(block, name, shape);
    if (value !== undefined) answer[shape.renamed?.[name] ?? camel(name)] = value;
  }
  return answer;
}

function valueOf(block: Block, name: string, shape: ApiShape): unknown {
  if (shape.maps?.includes(name)) return block.map(name);
  if (shape.texts?.includes(name)) return block.texts(name);
  const raw = block.raw(name);
  if (typeof raw === "boolean") return raw;
  if (typeof raw === "number") return raw;
  if (Array.isArray(raw) && raw.every((item) => typeof item !== "object" || item === null))
    return block.texts(name);
  if (typeof raw === "object" && raw !== null) {
    const blocks = block.blocks(name).map((one) => toApi(one, shape));
    return shape.lists?.includes(name) ? blocks : blocks[0];
  }
  return block.text(name);
}
