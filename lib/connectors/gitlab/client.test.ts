import { expect, test } from "vitest";

import { withoutSecrets } from "./client.ts";
import { namesOf, Variable } from "./variables.ts";

const variable = (key: string, value: string, more: object = {}) => ({
  key,
  value,
  protected: false,
  masked: false,
  ...more,
});
const read = (...given: object[]) => Variable.array().parse(withoutSecrets(given, true));

test("no value of a variable and no runner's token outlives the call", () => {
  const body = withoutSecrets(
    [variable("OPENAI_API_KEY", "sk-0123456789abcdefghijklmn"), variable("STAGE", "production")],
    true,
  );
  expect(JSON.stringify(body)).not.toMatch(/sk-|production/);
  expect(withoutSecrets([{ id: 1, runners_token: "GR1348941", token: "t" }], false)).toEqual([{ id: 1 }]);
});

test("a variable is a secret by its value or by what whoever made it said", () => {
  const names = namesOf(
    read(
      variable("OPENAI_API_KEY", "sk-0123456789abcdefghijklmn"),
      variable("STAGE", "production"),
      variable("CODE", "not told", { masked: true }),
      variable("SIGNING", "not told", { masked: true, protected: true }),
    ),
  );
  expect(names).toEqual({
    secrets: ["CODE", "OPENAI_API_KEY", "SIGNING"],
    unprotected: ["CODE", "OPENAI_API_KEY"],
    unmasked: ["OPENAI_API_KEY"],
  });
});
