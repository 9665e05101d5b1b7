/** Whether an address stands in a range such as `192.0.2.0/24` or `2001:db8::/32`; without a length it is one address. */
export function isInRange(range: string, address: string): boolean {
  const [base = "", length] = range.split("/");
  const wanted = bitsOf(base);
  const found = bitsOf(address);
  if (!wanted || !found || wanted.width !== found.width) return false;
  const prefix = length === undefined ? wanted.width : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > wanted.width) return false;
  const drop = BigInt(wanted.width - prefix);
  return wanted.value >> drop === found.value >> drop;
}

type Bits = { value: bigint; width: 32 | 128 };

const bitsOf = (text: string): Bits | null => (text.includes(":") ? bitsOfV6(text) : bitsOfV4(text));

function bitsOfV4(text: string): Bits | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null;
    value = (value << 8n) | BigInt(part);
  }
  return { value, width: 32 };
}

function bitsOfV6(text: string): Bits | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const groups = (half: string | undefined) => (half ? half.split(":").flatMap(groupsOf) : []);
  const [head, tail] = [groups(halves[0]), groups(halves[1])];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...head, ...Array<string>(missing).fill("0"), ...tail];
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return null;
  return { value: BigInt(`0x${all.map((group) => group.padStart(4, "0")).join("")}`), width: 128 };
}

/** The last group may be written as an address of four numbers. */
function groupsOf(group: string): string[] {
  if (!group.includes(".")) return [group];
  const bits = bitsOfV4(group);
  if (!bits) return ["?"];
  const hex = bits.value.toString(16).padStart(8, "0");
  return [hex.slice(0, 4), hex.slice(4)];
}
