import { NextResponse, type NextRequest } from "next/server";

const publicPages = /^\/(sign-in|sign-out|set-up)(\/|$)/;

/**
 * Sets the content security policy of each page, and sends browsers without any session cookie to the sign-in page
 * early. It decides nothing: every page and route asks who is there itself, and holds with this file removed.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const headers = withoutInternals(request.headers);
  if (pathname.startsWith("/api/")) return NextResponse.next({ request: { headers } });
  if (!publicPages.test(pathname) && !hasSessionCookie(request)) {
    const signIn = new URL("/sign-in", request.url);
    if (pathname !== "/") signIn.searchParams.set("next", pathname + search);
    return NextResponse.redirect(signIn);
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, request.nextUrl.protocol === "https:");
  headers.set("x-nonce", nonce);
  headers.set("x-nacre-path", pathname + search);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function withoutInternals(given: Headers): Headers {
  const headers = new Headers(given);
  for (const name of given.keys())
    if (name.startsWith("x-middleware-") || name.startsWith("x-nacre-") || name === "x-nonce")
      headers.delete(name);
  return headers;
}

const hasSessionCookie = ({ cookies }: NextRequest): boolean =>
  cookies.has("nacre.session") || cookies.has("__Host-nacre.session");

// React's development build rebuilds the server's stack traces with eval; the production build needs none.
const isDevelopment = process.env.NODE_ENV === "development";

/** Styles stay inline: virtual rows, charts and the graph canvas are placed by style attributes, which take no nonce. */
const contentSecurityPolicy = (nonce: string, https: boolean): string =>
  [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");

// Next keeps a copy of every body that passes here, and cuts it at 10 MB: what may be larger goes straight to its route.
export const config = {
  matcher: [
    {
      source:
        "/((?!_next/static|_next/image|favicon.ico|icon.svg|robots.txt|api/v1/imports$|api/v1/recordings$).*)",
    },
  ],
};
