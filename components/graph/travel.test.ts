import { describe, expect, test } from "vitest";

import { travel, travelPath } from "./travel.ts";

const points = [
  { id: "api", x: 0, y: 0 },
  { id: "fn", x: 200, y: 0 },
  { id: "role", x: 400, y: 100 },
  { id: "bucket", x: 400, y: 300 },
];
const edge = (from: string, to: string) => ({ from, to, kind: "invokes", reason: null });
const edges = [edge("api", "fn"), edge("fn", "bucket"), edge("fn", "role")];

describe("travel", () => {
  test("right follows an edge out, to the nearest end", () => {
    expect(travel("api", "ArrowRight", points, edges)).toBe("fn");
    expect(travel("fn", "ArrowRight", points, edges)).toBe("role");
  });

  test("left goes back the way an edge came", () => {
    expect(travel("role", "ArrowLeft", points, edges)).toBe("fn");
  });

  test("up and down go to the nearest node there, with or without an edge", () => {
    expect(travel("role", "ArrowDown", points, edges)).toBe("bucket");
    expect(travel("bucket", "ArrowUp", points, edges)).toBe("role");
  });

  test("stays where there is nowhere to go", () => {
    expect(travel("bucket", "ArrowRight", points, edges)).toBeNull();
    expect(travel("api", "ArrowUp", points, edges)).toBeNull();
    expect(travel("gone", "ArrowRight", points, edges)).toBeNull();
  });
});

describe("along a path", () => {
  const order = ["role", "bucket", "base", "agent"];
  const path = [edge("role", "bucket"), edge("base", "bucket"), edge("agent", "base")];

  test("right goes on and left goes back, also where a line points the other way", () => {
    expect(travelPath("role", "ArrowRight", order, path)).toBe("bucket");
    expect(travelPath("bucket", "ArrowRight", order, path)).toBe("base");
    expect(travelPath("base", "ArrowRight", order, path)).toBe("agent");
    expect(travelPath("agent", "ArrowLeft", order, path)).toBe("base");
    expect(travelPath("bucket", "ArrowLeft", order, path)).toBe("role");
  });

  test("it ends where no line leads on", () => {
    expect(travelPath("agent", "ArrowRight", order, path)).toBeNull();
    expect(travelPath("role", "ArrowLeft", order, path)).toBeNull();
    expect(travelPath("bucket", "ArrowRight", order, [edge("role", "bucket")])).toBeNull();
  });
});
