export const group = "actuarial";
export const host = "https://gitlab.acme-insurance.example";
const registry = "registry.acme-insurance.example";
/** Stands for a digest. */
const digest = `sha256:${"5d".repeat(32)}`;

export type Project = {
  id: number;
  path: string;
  topics?: string[];
  archived?: boolean;
  /** By path; what of them is asked for is answered. */
  files?: Record<string, string>;
  /** The pipeline as GitLab puts it together. */
  merged?: string;
  includes?: { type: string; location: string; extra: object }[];
  variables?: string[];
};

const owners = "* @ada.brandt @bruno.keller\n";

const train = `stages: [test, train, register]
test:
  stage: test
  image: ${registry}/${group}/images/python:3.13
  script:
    - pytest
train:
  stage: train
  image: pytorch/pytorch@${digest}
  environment:
    name: production
  id_tokens:
    MLFLOW_ID_TOKEN:
      aud: ${host}
  script:
    - python train.py
register:
  stage: register
  image: ${registry}/${group}/images/python:3.13
  script:
    - python register.py
`;

/** Projects of the actuaries, who develop on machines of their own. */
export const projects: readonly Project[] = [
  {
    id: 310,
    path: "pricing/pricing-lab",
    topics: ["machine-learning"],
    files: {
      ".gitlab-ci.yml": train,
      ".gitlab/CODEOWNERS": owners,
      "requirements.txt": "mlflow==3.5.1\ntorch==2.9.1\npandas==3.0.0\n",
      "train.py": "",
    },
    merged: train,
    variables: ["MINIO_SECRET_KEY"],
  },
  {
    id: 318,
    path: "reserving",
    files: {
      ".gitlab-ci.yml": "",
      CODEOWNERS: owners,
      "requirements.txt": "pandas==3.0.0\nchainladder==0.9.0\n",
    },
    merged: `test:\n  image: python@${digest}\n  script:\n    - pytest\n`,
    includes: [{ type: "file", location: "test.yml", extra: { project: `${group}/ci`, ref: "main" } }],
  },
  { id: 322, path: "ci", files: { CODEOWNERS: owners, "test.yml": "" } },
  { id: 140, path: "mortality-tables", archived: true, files: { "README.md": "" } },
];
