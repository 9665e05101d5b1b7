type Point = { x: number; y: number };
export type Side = "left" | "right" | "top" | "bottom";

/** At which sides an edge leaves and arrives, so that it takes the short way whatever its direction. */
export function sides(
  from: Point | undefined,
  to: Point | undefined,
): { sourceHandle: Side; targetHandle: Side } {
  const dx = (to?.x ?? 0) - (from?.x ?? 0);
  const dy = (to?.y ?? 0) - (from?.y ?? 0);
  if (dx > 0) return { sourceHandle: "right", targetHandle: "left" };
  if (dx < 0) return { sourceHandle: "left", targetHandle: "right" };
  return dy >= 0
    ? { sourceHandle: "bottom", targetHandle: "top" }
    : { sourceHandle: "top", targetHandle: "bottom" };
}
