import type { SetupStep } from "#lib/domain/connector.ts";

/** The rights by the place where GitHub's form lists them. */
export function setupSteps(permissions: readonly string[]): readonly SetupStep[] {
  const organization = permissions.filter((name) => name.startsWith("organization "));
  const repository = permissions.filter((name) => !name.startsWith("organization "));
  const listed = [
    "Repository permissions",
    ...repository.toSorted().map((name) => `  ${name}`),
    "Organization permissions",
    ...organization.toSorted().map((name) => `  ${name.replace("organization ", "")}`),
  ].join("\n");
  return [
    {
      title: "Create a fine-grained token, or a GitHub App",
      text: "For a token: Settings › Developer settings › Fine-grained tokens › Generate. Choose the organization as resource owner, all repositories, and an end within a year. For an App: the organization's settings › Developer settings › GitHub Apps › New, without a webhook. Its tokens last an hour, so it is the better choice.",
    },
    {
      title: "Give it these rights, all of them to read",
      text: "Nothing here reads code beyond workflow files, and nothing changes anything. Secrets are listed by name only. Without one of them, what it would have told is shown as unknown.",
      code: { language: "text", text: listed },
    },
    {
      title: "Let an owner approve it",
      text: "An owner approves the token under the organization's settings › Personal access tokens › Pending requests, or installs the App on all repositories. Security settings of the organization are shown to tokens of its owners only.",
    },
    {
      title: "Give Nacre the token or the App",
      text: "Paste the token; or fill in App ID, installation ID and the private key. They are sealed and never shown again. On GitHub Enterprise Server also fill in the address; if its certificate comes from an authority of your own, start Nacre with NODE_EXTRA_CA_CERTS.",
    },
  ];
}
