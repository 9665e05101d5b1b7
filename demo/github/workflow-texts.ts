import { pinned } from "./names.ts";

const checkout = `      - uses: ${pinned("actions/checkout")} # v5.0.0
        with:
          persist-credentials: false`;

export const tests = `name: Tests
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
${checkout}
      - uses: ${pinned("actions/setup-node")} # v5.0.0
        with:
          node-version: 24
      - run: npm ci
      - run: npm test
`;

/** Writes down what it ships, and starts the build in AWS from one branch. */
export const deployClaims = `name: Deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read
      id-token: write
      attestations: write
    steps:
${checkout}
      - uses: ${pinned("aws-actions/configure-aws-credentials")} # v5.1.0
        with:
          role-to-assume: arn:aws:iam::111122223333:role/github-deploy-claims
          aws-region: eu-west-1
      - uses: ${pinned("anchore/sbom-action")} # v0.20.6
        with:
          format: cyclonedx-json
          output-file: claims-assistant.cdx.json
      - run: aws codebuild start-build --project-name claims-assistant-build --source-version "$GITHUB_SHA"
`;

export const deployUnderwriting = `name: Deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-24.04
    environment: production
    permissions:
      contents: read
      id-token: write
    steps:
${checkout}
      - uses: ${pinned("azure/login")} # v2.3.0
        with:
          client-id: \${{ vars.AZURE_CLIENT_ID }}
          tenant-id: \${{ vars.AZURE_TENANT_ID }}
          subscription-id: \${{ vars.AZURE_SUBSCRIPTION_ID }}
      - uses: ${pinned("anchore/sbom-action")} # v0.20.6
      - run: az webapp deploy --name app-underwriting-copilot --src-path build.zip
`;

export const trainDocuments = `name: Train
on:
  workflow_dispatch:
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-24.04
    environment: production
    permissions:
      contents: read
      id-token: write
    steps:
${checkout}
      - uses: ${pinned("google-github-actions/auth")} # v3.0.0
        with:
          workload_identity_provider: projects/719284650113/locations/global/workloadIdentityPools/github/providers/github
          service_account: artifact-publisher@acme-document-insights.iam.gserviceaccount.com
      - run: cdxgen --type python --output bom.json .
      - run: python pipelines/train.py --submit
`;

/** Wrong until fixed: an action of others by a tag that can move, a token that may write everything, no bill of materials. */
export const shipResearch = (fixed: boolean): string => `name: Ship
on:
  push:
    branches: [main]
permissions: ${fixed ? "{ contents: read }" : "write-all"}
jobs:
  ship:
    runs-on: ubuntu-24.04
    steps:
${checkout}
      - uses: ${fixed ? pinned("serverless/github-action") : "serverless/github-action@v3"}
        with:
          args: deploy --stage production
        env:
          AZURE_OPENAI_API_KEY: \${{ secrets.AZURE_OPENAI_API_KEY }}
${fixed ? `      - uses: ${pinned("anchore/sbom-action")} # v0.20.6\n` : ""}`;
