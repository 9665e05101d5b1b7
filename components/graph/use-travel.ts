"use client";
import { useState, type FocusEvent, type KeyboardEvent } from "react";

import type { CanvasProps } from "./canvas-props.ts";
import { arrivalWords, lineSentence, lineTurnWords, nodeWords } from "./canvas-words.ts";
import type { DrawnLine } from "./drawn-lines.ts";
import type { Layout } from "./layout.ts";
import { otherEnd, turnLine } from "./line-turn.ts";
import { isTravelKey, travel, travelPath, type TravelKey } from "./travel.ts";

type Input = Pick<CanvasProps, "graph" | "arrangement" | "selectedId" | "onSelect" | "onOpen"> & {
  /** There is no keyboard, most likely. */
  isTouched: boolean;
  layout: Layout;
  lines: readonly DrawnLine[];
};

/** Where the reader is in a drawing: what the keys do, and what is said of it. */
export function useTravel({
  graph,
  arrangement,
  selectedId,
  onSelect,
  onOpen,
  layout,
  lines,
  isTouched,
}: Input) {
  const [turnedId, setTurnedId] = useState<string | null>(null);
  const [pointedId, setPointedId] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const turned = lines.find(({ id }) => id === turnedId);

  const goTo = (fromId: string, id: string) => {
    const node = byId.get(id);
    if (!node) return;
    onSelect(id);
    setTurnedId(null);
    setSaid(arrivalWords(fromId, node, lines, graph));
    focusNode(id);
  };
  const turn = (id: string, step: 1 | -1) => {
    const line = turnLine(id, step, lines, turnedId);
    if (selectedId !== id) onSelect(id);
    setTurnedId(line?.id ?? null);
    setSaid(line ? lineTurnWords(id, line, lines, graph) : "Nothing leads from here or to it.");
  };
  const nextFrom = (id: string, key: TravelKey) => {
    const isAlong = key === "ArrowRight" || key === "ArrowLeft";
    if (arrangement === "path" && isAlong)
      return travelPath(
        id,
        key,
        graph.nodes.map((node) => node.id),
        graph.edges,
      );
    return travel(id, key, layout.nodes, graph.edges);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const id = nodeIdOf(event.target);
    if (id === null || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Enter") onOpen(id);
    else if (event.key === "Escape") {
      setTurnedId(null);
      setSaid(null);
      onSelect(null);
    } else if (event.key === "]" || event.key === "[") turn(id, event.key === "]" ? 1 : -1);
    else if (isTravelKey(event.key)) {
      const isAlong = event.key === "ArrowRight" || event.key === "ArrowLeft";
      const next =
        isAlong && turned && leads(turned, id, event.key === "ArrowRight")
          ? otherEnd(turned, id)
          : nextFrom(id, event.key);
      if (next === null) setSaid("No way leads there.");
      else goTo(id, next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = (event: FocusEvent) => {
    const node = byId.get(nodeIdOf(event.target) ?? "");
    // Arriving by a key has said more already.
    if (node && node.id !== selectedId) setSaid(nodeWords(node, lines));
  };
  const pointed = lines.find(({ id }) => id === pointedId);
  const selected = selectedId === null ? undefined : byId.get(selectedId);
  return {
    lineId: pointed?.id ?? turned?.id ?? null,
    status: pointed
      ? lineSentence(pointed, graph)
      : (said ?? (selected ? nodeWords(selected, lines) : hintOf(isTouched))),
    pointAt: setPointedId,
    onKeyDown,
    onFocus,
  };
}

const hintOf = (isTouched: boolean): string =>
  isTouched
    ? "Tap a resource to see what is beside it."
    : "Arrow keys travel, [ and ] read the lines of a node, Enter opens it.";

/** Whether a line that was turned to goes the way of the key. */
const leads = ({ from, to }: DrawnLine, id: string, isOnward: boolean): boolean =>
  isOnward ? from === id : to === id;

/** The node a key or click came from. */
export const nodeIdOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>("[data-node]")?.dataset["node"] ?? null) : null;

/** After the node became the tab stop. */
function focusNode(id: string): void {
  requestAnimationFrame(() => {
    const node = document.querySelector(`[data-node="${CSS.escape(id)}"]`);
    if (node instanceof HTMLElement) node.focus();
  });
}
