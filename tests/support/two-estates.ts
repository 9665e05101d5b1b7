import { roleKey, type FakeEstate } from "./fake-connector.ts";

const regions = Array.from({ length: 12 }, (_, n) => `region-${n}`);
const bucket = (n: number, owner: string) => ({
  name: `bucket-${String(n).padStart(2, "0")}`,
  tags: { owner },
  key: roleKey(`role-${n % 7}`),
});

export const firstEstate: FakeEstate = {
  regions,
  buckets: Array.from({ length: 40 }, (_, n) => bucket(n, "ml")),
  roles: Array.from({ length: 15 }, (_, n) => `role-${n}`),
};

/** Some of everything: kept, changed, gone and new. */
export const changedEstate: FakeEstate = {
  regions,
  buckets: Array.from({ length: 42 }, (_, n) => bucket(n, n % 3 === 0 ? "ops" : "ml")).slice(5),
  roles: Array.from({ length: 17 }, (_, n) => `role-${n}`).slice(2),
};
