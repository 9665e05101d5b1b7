import type { NextConfig } from "next";

import manifest from "./package.json" with { type: "json" };

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
  },
];

export default {
  turbopack: { root: import.meta.dirname },
  // Lets a second server (tests, screenshots) run beside a developer's without sharing its output.
  distDir: process.env["NACRE_DIST_DIR"] ?? ".next",
  // Checked by `npm run verify`; again here, they would make a first start a minute longer.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // Clients of providers are read from the packages as they are: bundling sixty of them was two fifths of a build.
  serverExternalPackages: Object.keys(manifest.dependencies).filter((name) =>
    /^@(aws-sdk|smithy|azure)\//.test(name),
  ),
  experimental: {
    optimizePackageImports: ["radix-ui", "lucide-react", "recharts"],
    // Nearly a gigabyte, written by every first build for a second one that comes with the next version.
    turbopackFileSystemCacheForBuild: false,
  },
  headers: () => Promise.resolve([{ source: "/:path*", headers: securityHeaders }]),
} satisfies NextConfig;
