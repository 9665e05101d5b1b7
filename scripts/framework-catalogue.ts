import { frameworks } from "../lib/compliance/frameworks/registry.ts";
import { writeControl, type Framework, type FrameworkControl } from "../lib/domain/framework.ts";
import { checkIdsOfControl } from "../lib/posture/controls.ts";

const checkCount = ({ id: frameworkId }: Framework, { id: controlId }: FrameworkControl): number =>
  checkIdsOfControl(writeControl({ frameworkId, controlId })).size;

const cell = (text: string): string => text.replaceAll("|", "\\|");

const sectionOf = (framework: Framework): string[] => {
  const { title, publisher, edition, publishedOn, readOn, source, notes, controls } = framework;
  return [
    "",
    `## ${title}`,
    "",
    `${publisher}, ${edition}${publishedOn === null ? "" : `, published ${publishedOn}`}. [Source](${source}), read ${readOn}.`,
    ...notes,
    "",
    "| Control | | What it asks for | Checks | To be shown by a person |",
    "|---|---|---|---|---|",
    ...controls.map(
      (control) =>
        `| ${control.id} | ${cell(control.title)} | ${cell(control.text)} | ${checkCount(framework, control) || ""} | ${cell(control.attestation ?? "")} |`,
    ),
  ];
};

/** Every framework with its edition, source and dates, and how each control is judged. */
export const frameworkCatalogue = (): string =>
  [
    "# Compliance",
    "",
    `The ${frameworks.length} frameworks that checks are evidence for, and their controls in our own words. Written by \`npm run gen\`.`,
    "",
    "A control is *failing* while a finding against it is open. It is *incomplete* while something it rests on was not decided,",
    "not collected or excepted, or while what no check can tell is not attested. It is *passing* where every check that applies",
    "passes, *attested* where a person shows it with a document that is still valid, and *not assessed* where nothing applies.",
    "",
    "| Framework | Edition | Published | Read | Controls | With checks | For a person to show |",
    "|---|---|---|---|---|---|---|",
    ...frameworks.map((framework) => {
      const { title, edition, publishedOn, readOn, controls } = framework;
      const checked = controls.filter((control) => checkCount(framework, control) > 0).length;
      const shown = controls.filter(({ attestation }) => attestation !== null).length;
      return `| ${title} | ${edition} | ${publishedOn ?? "not stated"} | ${readOn} | ${controls.length} | ${checked} | ${shown} |`;
    }),
    ...frameworks.flatMap(sectionOf),
    "",
  ].join("\n");
