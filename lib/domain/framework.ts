/** One requirement of a standard, in our own words, and the checks that are evidence for it. */
export type FrameworkControl = {
  /** As the standard writes it. */
  id: string;
  title: string;
  text: string;
  /** The standard's own heading over it. */
  group: string;
  /** Globs over check ids: their outcomes are the automatic evidence. */
  checks: readonly string[];
  /** What a person has to attest with a document because no check can tell; null where checks alone decide. */
  attestation: string | null;
};

export type Framework = {
  /** The file's name under `lib/compliance/frameworks`, without its ending. */
  id: string;
  title: string;
  /** Short enough for a badge. */
  shortTitle: string;
  publisher: string;
  edition: string;
  source: string;
  /** ISO date of the edition; null where its publisher states none. */
  publishedOn: string | null;
  /** ISO date on which its list was last read. */
  readOn: string;
  /** Where our reading goes beyond the source, or stops short of it. */
  notes: readonly string[];
  controls: readonly FrameworkControl[];
};

export const defineFramework = (framework: Framework): Framework => framework;

type ControlEvidence = { checks?: readonly string[]; attestation?: string };

/** One control of the group whose name is bound first. */
export const controlsUnder =
  (group: string) =>
  (id: string, title: string, text: string, evidence: ControlEvidence): FrameworkControl => ({
    id,
    title,
    text,
    group,
    checks: evidence.checks ?? [],
    attestation: evidence.attestation ?? null,
  });

/**
 * `failing`: an open finding. `incomplete`: something was not decided, not collected, excepted, or only half of what is
 * asked for is there. `attested`: a person's valid evidence stands beside what checks say, or alone where none can.
 */
export const controlStatuses = ["failing", "incomplete", "passing", "attested", "not-assessed"] as const;
export type ControlStatus = (typeof controlStatuses)[number];

/** How a control is named in addresses and filters: the framework's id, then the control's. */
export type ControlAddress = { frameworkId: string; controlId: string };
export const writeControl = ({ frameworkId, controlId }: ControlAddress): string =>
  `${frameworkId}/${controlId}`;
export function readControl(text: string): ControlAddress | null {
  const at = text.indexOf("/");
  return at > 0 && at < text.length - 1
    ? { frameworkId: text.slice(0, at), controlId: text.slice(at + 1) }
    : null;
}
