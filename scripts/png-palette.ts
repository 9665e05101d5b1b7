import { crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const colorsMax = 256;

type Pixels = { width: number; height: number; channels: 3 | 4; data: Buffer };
type Box = { colors: number[]; spread: number; channel: number };

/** The same picture with 256 colors, a third of its size: enough for an interface of greys and few hues. */
export function toPalette(png: Buffer): Buffer {
  const pixels = decode(png);
  const counts = new Map<number, number>();
  for (const color of colorsOf(pixels)) counts.set(color, (counts.get(color) ?? 0) + 1);
  const palette = counts.size <= colorsMax ? [...counts.keys()] : reduced(counts);
  const indexOf = nearestIn(palette);
  const { width, height } = pixels;
  const rows = Buffer.alloc((width + 1) * height);
  let at = 0;
  for (const color of colorsOf(pixels)) {
    if (at % (width + 1) === 0) at++;
    rows[at++] = indexOf(color);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const plte = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", plte),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function* colorsOf({ data, channels }: Pixels): Generator<number> {
  for (let at = 0; at < data.length; at += channels)
    yield (byte(data, at) << 16) | (byte(data, at + 1) << 8) | byte(data, at + 2);
}

/** What covers areas is kept as it is, however close two of them are; edges of text share what is left. */
function reduced(counts: ReadonlyMap<number, number>): number[] {
  const commonestFirst = [...counts].toSorted(([, a], [, b]) => b - a).map(([color]) => color);
  const kept = commonestFirst.slice(0, colorsMax / 2);
  const weight = (color: number) => counts.get(color) ?? 0;
  const shared = medianCut(commonestFirst.slice(kept.length), colorsMax - kept.length);
  return [...kept, ...shared.map(({ colors }) => colors.reduce((a, b) => (weight(b) > weight(a) ? b : a)))];
}

/** Cuts the widest box of colors in two at its median until there are enough; each then gives its commonest color. */
function medianCut(colors: number[], count: number): Box[] {
  const boxes = [boxOf(colors)];
  while (boxes.length < count) {
    const widest = boxes.reduce((a, b) =>
      b.spread * Math.log2(b.colors.length + 1) > a.spread * Math.log2(a.colors.length + 1) ? b : a,
    );
    if (widest.colors.length < 2) break;
    const sorted = widest.colors.toSorted(
      (a, b) => channelOf(a, widest.channel) - channelOf(b, widest.channel),
    );
    const middle = sorted.length >> 1;
    boxes.splice(boxes.indexOf(widest), 1, boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle)));
  }
  return boxes;
}

function boxOf(colors: number[]): Box {
  const spreads = [16, 8, 0].map((channel) => {
    const values = colors.map((color) => channelOf(color, channel));
    return {
      channel,
      spread: values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), 255),
    };
  });
  return { colors, ...spreads.reduce((a, b) => (b.spread > a.spread ? b : a)) };
}

const channelOf = (color: number, shift: number): number => (color >> shift) & 255;

function nearestIn(palette: readonly number[]): (color: number) => number {
  const known = new Map(palette.map((color, index) => [color, index]));
  return (color) => {
    const found = known.get(color);
    if (found !== undefined) return found;
    const distance = (other: number) =>
      [16, 8, 0].reduce((sum, shift) => sum + (channelOf(color, shift) - channelOf(other, shift)) ** 2, 0);
    const distances = palette.map(distance);
    const nearest = distances.indexOf(distances.reduce((a, b) => Math.min(a, b)));
    known.set(color, nearest);
    return nearest;
  };
}

/** Reads what browsers write: eight bits a channel, not interlaced. */
function decode(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const data = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = byte(raw, y * (stride + 1));
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? byte(data, y * stride + x - channels) : 0;
      const up = y > 0 ? byte(data, (y - 1) * stride + x) : 0;
      const upLeft = x >= channels && y > 0 ? byte(data, (y - 1) * stride + x - channels) : 0;
      data[y * stride + x] = byte(raw, y * (stride + 1) + 1 + x) + predicted(filter, left, up, upLeft);
    }
  }
  return { width, height, channels, data };
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - upLeft;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : upLeft;
}

const byte = (buffer: Buffer, at: number): number => buffer[at] ?? 0;

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(type, 4, "latin1");
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body, crc32(head.subarray(4))), 0);
  return Buffer.concat([head, body, tail]);
}
