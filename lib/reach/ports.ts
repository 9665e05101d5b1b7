/** Ports of one protocol; `any` is every protocol, and with it every port. */
type Ports = { protocol: string; first: number; last: number };

const highest = 65_535;

/** Whether two lists of ports share one. Clouds write them as `tcp 443`, `tcp:443`, `8000-9000`, `*` or `all`. */
export const portsMeet = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => {
    const read = readPorts(one);
    return others.some((other) => overlap(read, readPorts(other)));
  });

const overlap = (a: Ports, b: Ports): boolean =>
  (a.protocol === b.protocol || a.protocol === "any" || b.protocol === "any") &&
  a.first <= b.last &&
  b.first <= a.last;

/** What cannot be read is every port of its protocol. */
function readPorts(text: string): Ports {
  const protocol = /^[a-z]\w*/i.exec(text)?.[0].toLowerCase() ?? "all";
  const [, first, last] = /(?:^|[ :])(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  return {
    protocol: protocol === "all" ? "any" : protocol,
    first: first === undefined ? 0 : Number(first),
    last: first === undefined ? highest : Number(last ?? first),
  };
}
