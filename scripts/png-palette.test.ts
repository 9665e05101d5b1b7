import { crc32, deflateSync, inflateSync } from "node:zlib";

import { expect, test } from "vitest";

import { toPalette } from "./png-palette.ts";

type Color = readonly [number, number, number];

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
};

/** A picture in 24 bits. Each row begins with its filter and holds what that filter leaves of it. */
function png(width: number, rows: readonly { filter: number; bytes: readonly number[] }[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const raw = Buffer.from(rows.flatMap(({ filter, bytes }) => [filter, ...bytes]));
  const head = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    head,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The colors of a picture of 8 bits, row by row, read without the code under test. */
function colorsIn(picture: Buffer): Color[] {
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < picture.length;) {
    const length = picture.readUInt32BE(at);
    const body = picture.subarray(at + 8, at + 8 + length);
    expect(picture.readUInt32BE(at + 8 + length)).toBe(crc32(picture.subarray(at + 4, at + 8 + length)));
    parts.set(picture.toString("latin1", at + 4, at + 8), body);
    at += length + 12;
  }
  const width = parts.get("IHDR")?.readUInt32BE(0) ?? 0;
  const palette = parts.get("PLTE") ?? Buffer.alloc(0);
  const rows = inflateSync(parts.get("IDAT") ?? Buffer.alloc(0));
  return [...rows]
    .filter((_, at) => at % (width + 1) !== 0)
    .map((index) => [palette[index * 3] ?? -1, palette[index * 3 + 1] ?? -1, palette[index * 3 + 2] ?? -1]);
}

const row = (...colors: Color[]) => ({ filter: 0, bytes: colors.flat() });

test("few colors stay exactly as they are", () => {
  const [red, grey] = [
    [200, 10, 20],
    [90, 90, 91],
  ] as const;
  expect(colorsIn(toPalette(png(2, [row(red, grey), row(grey, grey)])))).toEqual([red, grey, grey, grey]);
});

test("each way in which a row may be filtered is undone", () => {
  const first = row([10, 20, 30], [40, 50, 60]);
  const second = (filter: number, bytes: number[]) =>
    colorsIn(toPalette(png(2, [first, { filter, bytes }]))).slice(2);
  const expected = [
    [11, 22, 33],
    [44, 55, 66],
  ];
  expect(second(1, [11, 22, 33, 33, 33, 33])).toEqual(expected);
  expect(second(2, [1, 2, 3, 4, 5, 6])).toEqual(expected);
  expect(second(3, [6, 12, 18, 19, 19, 20])).toEqual(expected);
  expect(second(4, [1, 2, 3, 4, 5, 6])).toEqual(expected);
});

test("many colors become 256, each near to what it was", () => {
  const colors = Array.from({ length: 1024 }, (_, n): Color => [n % 256, (n * 7) % 256, n >> 2]);
  const shown = colorsIn(toPalette(png(1024, [row(...colors)])));
  expect(new Set(shown.map(String)).size).toBeLessThanOrEqual(256);
  const distances = shown.map((color, n) =>
    Math.hypot(...color.map((value, at) => value - (colors[n]?.[at] ?? 0))),
  );
  expect(Math.max(...distances)).toBeLessThan(48);
});

test("what covers areas stays exactly as it is, however close to another color", () => {
  const edges = Array.from({ length: 1024 }, (_, n): Color => [n % 256, (n * 7) % 256, n >> 2]);
  const areas = [
    [238, 243, 247],
    [239, 244, 246],
  ] as const;
  const line = [...edges, ...areas.flatMap((color) => Array<Color>(500).fill(color))];
  const shown = colorsIn(toPalette(png(line.length, [row(...line)])));
  expect(shown.slice(1024)).toEqual(line.slice(1024));
});
