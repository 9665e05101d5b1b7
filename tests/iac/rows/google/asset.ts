import type { Row } from "../row.ts";

export const project = "acme-ai";
export const location = "europe-west4";
export const under = `projects/${project}/locations/${location}`;
export const key = `${under}/keyRings/ai/cryptoKeys/good`;
/** A thing as the Asset Inventory holds it, with who may do what with it. */
export const asset = (
  assetType: string,
  path: string,
  data: object,
  bindings: readonly { role: string; members: readonly string[] }[] = [],
) => ({
  name: `//${assetType.split("/")[0]}/${path}`,
  assetType,
  resource: { location, data },
  iamPolicy: { bindings },
});
export const place = `project = "${project}"
      location = "${location}"`;
export const vertexPlace = `project = "${project}"
      region = "${location}"`;

type Vertex = {
  stem: string;
  collection: string;
  asset: string;
  hcl: Readonly<Record<"good" | "bad", string>>;
  data: Readonly<Record<"good" | "bad", object>>;
  where?: string;
  neverBad?: string;
  parts?: readonly string[];
};
/** What Vertex AI lists in a region, and the Asset Inventory beside it. */
export const vertexRow = ({
  stem,
  collection,
  asset: type,
  hcl,
  data,
  where = vertexPlace,
  neverBad,
  parts,
}: Vertex): Row => {
  const whole = (form: "good" | "bad") => ({
    name: `${under}/${collection}/${form}`,
    displayName: form,
    createTime: "2026-01-01T00:00:00Z",
    ...data[form],
  });
  return {
    type: `google_vertex_ai_${stem}`,
    ...(neverBad ? { neverBad } : {}),
    ...(parts ? { parts } : {}),
    hcl: (["good", "bad"] as const)
      .map(
        (form) => `resource "google_vertex_ai_${stem}" "${form}" {
      ${stem === "endpoint" ? `name = "${form}"` : ""}
      display_name = "${form}"
      ${where}
      ${hcl[form]}
    }`,
      )
      .join("\n"),
    resources: (["good", "bad"] as const).map((form) =>
      asset(`aiplatform.googleapis.com/${type}`, `${under}/${collection}/${form}`, whole(form)),
    ),
    answers: [
      [
        `aiplatform:projects.locations.${collection}.list`,
        {},
        { [collection]: [whole("good"), whole("bad")] },
      ],
    ],
  };
};
