import { describe, expect, test } from "vitest";

import { travel } from "./travel.ts";

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
