/** Addresses whose domain none of the members has. Without members nothing is foreign, for nobody says what is one's own. */
export function foreignAddresses(addresses: readonly string[], members: readonly string[]): string[] {
  const own = new Set(members.map(domainOf));
  return members.length === 0 ? [] : addresses.filter((address) => !own.has(domainOf(address)));
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
