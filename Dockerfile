FROM node:24-bookworm-slim AS build
WORKDIR /nacre
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npx prisma generate \
  && NEXT_TELEMETRY_DISABLED=1 npx next build \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /nacre
COPY --from=build --chown=root:root /nacre /nacre
USER node
EXPOSE 3000
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning"]
CMD ["bin/web.ts"]
