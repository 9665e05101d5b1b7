import { expect, test } from "vitest";

import { aiPackagesIn } from "../ai-packages.ts";
import { packagesIn } from "./manifests.ts";

test.each([
  ["requirements.txt", "# openai\nrequests==2\nopenai[extra]>=1.2\n-r other.txt\n", ["openai"]],
  ["pyproject.toml", '[project]\ndependencies = ["mlflow>=3", "numpy"]\n', ["mlflow"]],
  ["pyproject.toml", '[tool.poetry.dependencies]\ntorch = "^2"\npython = "^3.13"\n', ["torch"]],
  ["package.json", '{"dependencies":{"@langchain/core":"1","zod":"4"}}', ["@langchain/core"]],
  ["package.json", '{"dependencies":["openai"]', []],
  [
    "go.mod",
    "module x\nrequire (\n\tgithub.com/openai/openai-go v1.0.0\n)\n",
    ["github.com/openai/openai-go"],
  ],
])("%s of %j", (path, text, expected) => {
  expect(aiPackagesIn(packagesIn(path, text))).toEqual(expected);
});
