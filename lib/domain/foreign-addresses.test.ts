import { expect, test } from "vitest";

import { foreignAddresses } from "./foreign-addresses.ts";

test.each<[string, string[], string[], string[]]>([
  ["of another domain is foreign", ["x@other.example"], ["a@acme.example"], ["x@other.example"]],
  ["of one of the members' domains is not", ["x@ACME.example"], ["a@acme.example", "b@acme.io"], []],
  [
    "of a domain that only ends alike is foreign",
    ["x@evil-acme.example"],
    ["a@acme.example"],
    ["x@evil-acme.example"],
  ],
  ["says nothing where no member is known", ["x@other.example"], [], []],
])("an address %s", (_, addresses, members, foreign) => {
  expect(foreignAddresses(addresses, members)).toEqual(foreign);
});
