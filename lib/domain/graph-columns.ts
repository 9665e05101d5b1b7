import { resourceClasses } from "./resource-class.ts";
import { classOf, type Resource, type ResourceType } from "./resource.ts";

/** What searches ask of every resource, as one number each: read without touching the resource. */
export type NodeColumns = {
  /** Of each node the place of its class in `resourceClasses`. */
  classes: Uint8Array;
  /** Of each node a number that stands for its account. */
  accounts: Int32Array;
  /** The account that each of those numbers stands for. */
  accountNames: readonly string[];
};

const classIndex = new Map(resourceClasses.map((name, index) => [name, index]));

export function columnsOf(nodes: readonly Pick<Resource, "type" | "account">[]): NodeColumns {
  const classes = new Uint8Array(nodes.length);
  const accounts = new Int32Array(nodes.length);
  const classByType = new Map<ResourceType, number>();
  const numbers = new Map<string, number>();
  let [last, number] = ["", -1];
  for (const [node, { type, account }] of nodes.entries()) {
    let classed = classByType.get(type);
    if (classed === undefined) {
      classed = classIndex.get(classOf(type)) ?? 0;
      classByType.set(type, classed);
    }
    classes[node] = classed;
    // Resources of one account mostly stand together.
    if (account !== last || number < 0) {
      number = numbers.get(account) ?? numbers.size;
      numbers.set(account, number);
      last = account;
    }
    accounts[node] = number;
  }
  return { classes, accounts, accountNames: [...numbers.keys()] };
}
