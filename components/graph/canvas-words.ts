import { counted } from "#lib/domain/counted.ts";
import { layerTitles } from "#lib/domain/layer.ts";

import { edgeWords, type DrawnLine } from "./drawn-lines.ts";
import type { DrawnGraph, DrawnNode } from "./group-nodes.ts";
import { linesAt } from "./line-turn.ts";

/** A node in full: its whole name, what it is, where it lives and how one goes on from it. */
export function nodeWords(node: DrawnNode, lines: readonly DrawnLine[]): string {
  const onward = lines.filter(({ from }) => from === node.id).length;
  const back = lines.filter(({ to }) => to === node.id).length;
  const place = node.account ? ` in ${node.account}` : "";
  return `${node.name}: ${node.typeTitle}${place}, ${layerTitles[node.layer]} layer. ${counted(onward, "way")} on, ${counted(back, "way")} back.`;
}

/** All that a line stands for. */
export const lineSentence = (line: DrawnLine, graph: DrawnGraph): string => {
  const nameOf = namesOf(graph);
  return `${line.isBroken ? "Cut: " : ""}${line.edges.map((edge) => edgeWords(edge, nameOf)).join("; ")}.`;
};

/** One of a node's lines, with its place among them. */
export function lineTurnWords(id: string, line: DrawnLine, lines: readonly DrawnLine[], graph: DrawnGraph) {
  const own = linesAt(id, lines);
  return `${own.findIndex((one) => one.id === line.id) + 1} of ${own.length}: ${lineSentence(line, graph)}`;
}

/** What is said on arrival: the way that was taken, then the node. */
export function arrivalWords(
  fromId: string | null,
  to: DrawnNode,
  lines: readonly DrawnLine[],
  graph: DrawnGraph,
): string {
  const taken = lines.find(
    (line) => (line.from === fromId && line.to === to.id) || (line.from === to.id && line.to === fromId),
  );
  return taken ? `${lineSentence(taken, graph)} ${nodeWords(to, lines)}` : nodeWords(to, lines);
}

const namesOf = ({ nodes }: DrawnGraph) => {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id) ?? id;
};
