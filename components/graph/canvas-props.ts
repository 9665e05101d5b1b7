import type { DrawnGraph } from "./group-nodes.ts";
import type { Arrangement } from "./layout.ts";

/** What every page that draws a graph gives its canvas. */
export type CanvasProps = {
  graph: DrawnGraph;
  arrangement: Arrangement;
  /** What is drawn, as a sentence: the name of the map and the title of its picture. */
  label: string;
  selectedId: string | null;
  onSelect: (id: string | null) => void;
  /** Enter or a double click on a node. */
  onOpen: (id: string) => void;
  /** Ids of edges that a simulated change takes away. */
  brokenEdges?: ReadonlySet<string>;
};
