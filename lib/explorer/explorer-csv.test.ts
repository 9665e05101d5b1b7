import { expect, test } from "vitest";

import type { ExplorerAnswer, ExplorerResource } from "#lib/contract/explorer.ts";
import { explorerCsv } from "./explorer-csv.ts";

const resource = (id: string, name: string): ExplorerResource => ({
  id,
  key: `key,${id}`,
  name,
  type: "aws.s3.bucket",
  typeTitle: "S3 bucket",
  class: "data-store",
  layer: "data",
  provider: "aws",
  account: "1",
  region: null,
  worst: null,
});
const answer = (resources: ExplorerResource[]): ExplorerAnswer => ({
  text: "",
  columns: ["store"],
  resources,
  rows: resources.map(({ id }) => [id]),
  graph: { nodes: [], edges: [] },
  cutShort: null,
  undecided: { count: 0, reasons: [] },
  steps: 0,
  readAt: null,
});

test("has a line for each row, quoted where it must be", () => {
  expect(explorerCsv(answer([resource("a", 'say "hi"')]))).toBe(
    'store,store type,store id\r\n"say ""hi""",S3 bucket,"key,a"\r\n',
  );
});

test.each(["=cmd()", "+1", "-1", "@x", "\tx"])("a name such as %j is no formula", (name) => {
  expect(explorerCsv(answer([resource("a", name)])).split("\r\n")[1]).toMatch(/^"?'/);
});
