-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('admin', 'analyst', 'engineer', 'auditor');

-- CreateEnum
CREATE TYPE "SyncState" AS ENUM ('queued', 'running', 'complete', 'partial', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "CollectionState" AS ENUM ('pending', 'running', 'complete', 'partial', 'denied', 'failed', 'skipped');

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("organizationId","userId")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TeamMember" (
    "organizationId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "userId" UUID NOT NULL,

    CONSTRAINT "TeamMember_pkey" PRIMARY KEY ("organizationId","teamId","userId")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "secretHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userAgent" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "secretHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SignInLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInLimit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "SignInLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "IdempotentAnswer" (
    "organizationId" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotentAnswer_pkey" PRIMARY KEY ("organizationId","actorId","key")
);

-- CreateTable
CREATE TABLE "Attestation" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "frameworkId" TEXT NOT NULL,
    "controlId" TEXT NOT NULL,
    "workloadId" UUID,
    "statement" TEXT NOT NULL,
    "documentId" UUID NOT NULL,
    "attestedById" TEXT NOT NULL,
    "attestedByName" TEXT NOT NULL,
    "attestedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedByName" TEXT,

    CONSTRAINT "Attestation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Issue" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "pathId" TEXT NOT NULL,
    "startKey" TEXT NOT NULL,
    "endKey" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "story" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "severityRank" SMALLINT NOT NULL,
    "score" SMALLINT NOT NULL,
    "because" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "keys" TEXT[],
    "path" JSONB NOT NULL,
    "fixes" JSONB NOT NULL,
    "layers" TEXT[],
    "providers" TEXT[],
    "accounts" TEXT[],
    "environment" TEXT,
    "workloadId" UUID,
    "workloadIds" UUID[],
    "findingCount" INTEGER NOT NULL DEFAULT 0,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "reopenedCount" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3),
    "assigneeId" UUID,
    "teamId" UUID,

    CONSTRAINT "Issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CorrelationState" (
    "organizationId" UUID NOT NULL,
    "refreshedAt" TIMESTAMPTZ(3) NOT NULL,
    "pathCount" INTEGER NOT NULL,
    "undecided" JSONB NOT NULL,
    "undecidedCount" INTEGER NOT NULL DEFAULT 0,
    "truncated" JSONB NOT NULL,

    CONSTRAINT "CorrelationState_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "ScoreWeights" (
    "organizationId" UUID NOT NULL,
    "weights" JSONB NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedByName" TEXT NOT NULL,

    CONSTRAINT "ScoreWeights_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "IssueScore" (
    "organizationId" UUID NOT NULL,
    "issueId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "score" SMALLINT NOT NULL,

    CONSTRAINT "IssueScore_pkey" PRIMARY KEY ("organizationId","issueId","at")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "fixes" JSONB NOT NULL,
    "promise" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "assigneeId" UUID,
    "teamId" UUID,
    "dueAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportScope" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImportScope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "scopeId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "recordCount" INTEGER NOT NULL,
    "newCount" INTEGER NOT NULL,
    "changedCount" INTEGER NOT NULL,
    "unchangedCount" INTEGER NOT NULL,
    "reopenedCount" INTEGER NOT NULL,
    "closedCount" INTEGER NOT NULL,
    "unmatchedCount" INTEGER NOT NULL,
    "componentCount" INTEGER NOT NULL,
    "refusedCount" INTEGER NOT NULL,
    "refusals" JSONB NOT NULL,
    "importedById" TEXT NOT NULL,
    "importedByName" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportedRule" (
    "organizationId" UUID NOT NULL,
    "checkId" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "risk" TEXT NOT NULL,
    "remediation" TEXT NOT NULL,
    "references" TEXT[],
    "severity" TEXT NOT NULL,
    "layer" TEXT NOT NULL,

    CONSTRAINT "ImportedRule_pkey" PRIMARY KEY ("organizationId","checkId")
);

-- CreateTable
CREATE TABLE "ImportedFinding" (
    "organizationId" UUID NOT NULL,
    "findingId" UUID NOT NULL,
    "scopeId" UUID NOT NULL,
    "identity" TEXT NOT NULL,
    "path" TEXT,
    "line" INTEGER,

    CONSTRAINT "ImportedFinding_pkey" PRIMARY KEY ("organizationId","findingId")
);

-- CreateTable
CREATE TABLE "ImportedComponent" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "scopeId" UUID NOT NULL,
    "identity" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "licenses" TEXT[],
    "facts" JSONB NOT NULL,
    "subjectName" TEXT NOT NULL,
    "resourceId" UUID,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImportedComponent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "sealedSecrets" TEXT,
    "syncEveryMinutes" INTEGER,
    "pausedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lastSyncId" UUID,
    "lastCompleteAt" TIMESTAMPTZ(3),
    "probeRequestedAt" TIMESTAMPTZ(3),
    "probedAt" TIMESTAMPTZ(3),
    "probe" JSONB,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Recording" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "callCount" INTEGER NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "connectionId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sync" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "state" "SyncState" NOT NULL,
    "fence" INTEGER NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "resourceCount" INTEGER NOT NULL DEFAULT 0,
    "changedCount" INTEGER NOT NULL DEFAULT 0,
    "removedCount" INTEGER NOT NULL DEFAULT 0,
    "callCount" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "remedy" TEXT,

    CONSTRAINT "Sync_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Collection" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "collectorId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "produces" TEXT[],
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL DEFAULT '',
    "state" "CollectionState" NOT NULL,
    "lastSyncId" UUID NOT NULL,
    "lastCompleteAt" TIMESTAMPTZ(3),
    "resourceCount" INTEGER NOT NULL DEFAULT 0,
    "shrinkHeldAt" TIMESTAMPTZ(3),
    "heldCount" INTEGER NOT NULL DEFAULT 0,
    "unknown" JSONB,

    CONSTRAINT "Collection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CollectionRun" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "collectorId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL DEFAULT '',
    "state" "CollectionState" NOT NULL,
    "resourceCount" INTEGER NOT NULL DEFAULT 0,
    "callCount" INTEGER NOT NULL DEFAULT 0,
    "unparsedCount" INTEGER NOT NULL DEFAULT 0,
    "unknown" JSONB,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "logReadFrom" TIMESTAMPTZ(3),

    CONSTRAINT "CollectionRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Resource" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT,
    "name" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "collectionId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "derived" JSONB NOT NULL DEFAULT '{}',
    "attention" SMALLINT NOT NULL DEFAULT 4,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResourceVersion" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "resourceId" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validTo" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ResourceVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Relationship" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "fromKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "toKey" TEXT NOT NULL,
    "reason" TEXT,
    "collectionId" UUID,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validTo" TIMESTAMPTZ(3),

    CONSTRAINT "Relationship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProviderChange" (
    "organizationId" UUID NOT NULL,
    "log" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "syncId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "actorKey" TEXT,
    "agent" TEXT,

    CONSTRAINT "ProviderChange_pkey" PRIMARY KEY ("organizationId","log","eventId","target")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "id" UUID NOT NULL,
    "jobId" UUID NOT NULL,
    "organizationId" UUID,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "error" TEXT,
    "payload" JSONB NOT NULL,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "checkId" TEXT NOT NULL,
    "checkVersion" INTEGER,
    "resourceId" UUID,
    "resourceKey" TEXT NOT NULL,
    "instance" TEXT NOT NULL DEFAULT '',
    "resourceName" TEXT NOT NULL,
    "resourceType" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT,
    "layer" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "severityRank" SMALLINT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "evidenceHash" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "reopenedCount" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3),
    "assigneeId" UUID,
    "teamId" UUID,
    "exceptedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnknownEvaluation" (
    "organizationId" UUID NOT NULL,
    "checkId" TEXT NOT NULL,
    "resourceId" UUID NOT NULL,
    "resourceKey" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "unknown" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UnknownEvaluation_pkey" PRIMARY KEY ("organizationId","checkId","resourceKey")
);

-- CreateTable
CREATE TABLE "CheckTally" (
    "organizationId" UUID NOT NULL,
    "checkId" TEXT NOT NULL,
    "passCount" INTEGER NOT NULL,
    "failCount" INTEGER NOT NULL,
    "unknownCount" INTEGER NOT NULL,
    "evaluatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CheckTally_pkey" PRIMARY KEY ("organizationId","checkId")
);

-- CreateTable
CREATE TABLE "FindingCounter" (
    "organizationId" UUID NOT NULL,
    "checkId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "FindingCounter_pkey" PRIMARY KEY ("organizationId","checkId","status","severity","layer","provider","account")
);

-- CreateTable
CREATE TABLE "PostureSnapshot" (
    "organizationId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "layer" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "coverage" INTEGER NOT NULL,
    "openCritical" INTEGER NOT NULL,
    "openHigh" INTEGER NOT NULL,
    "openMedium" INTEGER NOT NULL,
    "openLow" INTEGER NOT NULL,

    CONSTRAINT "PostureSnapshot_pkey" PRIMARY KEY ("organizationId","day","layer")
);

-- CreateTable
CREATE TABLE "ResourceOutcome" (
    "organizationId" UUID NOT NULL,
    "resourceKey" TEXT NOT NULL,
    "passed" TEXT[],

    CONSTRAINT "ResourceOutcome_pkey" PRIMARY KEY ("organizationId","resourceKey")
);

-- CreateTable
CREATE TABLE "EvaluationState" (
    "organizationId" UUID NOT NULL,
    "evaluatedAt" TIMESTAMPTZ(3) NOT NULL,
    "gapsHash" TEXT NOT NULL,
    "checkHashes" JSONB NOT NULL,

    CONSTRAINT "EvaluationState_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "CheckParameters" (
    "organizationId" UUID NOT NULL,
    "checkId" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedByName" TEXT NOT NULL,

    CONSTRAINT "CheckParameters_pkey" PRIMARY KEY ("organizationId","checkId")
);

-- CreateTable
CREATE TABLE "CustomCheck" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "definition" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedByName" TEXT NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CustomCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomCheckVersion" (
    "organizationId" UUID NOT NULL,
    "customCheckId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedById" TEXT NOT NULL,
    "savedByName" TEXT NOT NULL,

    CONSTRAINT "CustomCheckVersion_pkey" PRIMARY KEY ("organizationId","customCheckId","version")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "assigneeId" UUID,
    "teamId" UUID,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "assignedById" UUID NOT NULL,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExceptionRequest" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "findingId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "requestedById" UUID NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decision" TEXT,

    CONSTRAINT "ExceptionRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "authorId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimelineEvent" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "TimelineEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkOperation" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "requestedById" UUID NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "totalCount" INTEGER NOT NULL DEFAULT 0,
    "doneCount" INTEGER NOT NULL DEFAULT 0,
    "failures" JSONB NOT NULL DEFAULT '[]',
    "finishedAt" TIMESTAMPTZ(3),
    "undo" JSONB,

    CONSTRAINT "BulkOperation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResponsibilityCell" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "workloadId" UUID NOT NULL,
    "modelId" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "partyReason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "statusReason" TEXT NOT NULL,
    "computed" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "overrideId" UUID,
    "resolvedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ResponsibilityCell_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResponsibilityState" (
    "organizationId" UUID NOT NULL,
    "refreshedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ResponsibilityState_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "ResponsibilityCellVersion" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "cellId" UUID NOT NULL,
    "party" TEXT NOT NULL,
    "partyReason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "statusReason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validTo" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ResponsibilityCellVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResponsibilityOverride" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "workloadId" UUID NOT NULL,
    "modelId" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "party" TEXT,
    "status" TEXT,
    "reason" TEXT NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedByName" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ResponsibilityOverride_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EvidenceDocument" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "workloadId" UUID,
    "modelId" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "uploadedByName" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "EvidenceDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workload" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameReason" TEXT NOT NULL,
    "serviceModel" TEXT NOT NULL,
    "serviceModelReason" TEXT NOT NULL,
    "environment" TEXT,
    "environmentReason" TEXT,
    "owner" TEXT,
    "ownerReason" TEXT,
    "providers" TEXT[],
    "accounts" TEXT[],
    "seedKeys" TEXT[],
    "memberCount" INTEGER NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Workload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkloadMember" (
    "organizationId" UUID NOT NULL,
    "workloadId" UUID NOT NULL,
    "resourceKey" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,

    CONSTRAINT "WorkloadMember_pkey" PRIMARY KEY ("organizationId","workloadId","resourceKey")
);

-- CreateTable
CREATE TABLE "WorkloadDecision" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "workloadId" UUID NOT NULL,
    "decision" JSONB NOT NULL,
    "decidedById" TEXT NOT NULL,
    "decidedByName" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WorkloadDecision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Organization_slug_key" ON "Organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_name_key" ON "Team"("organizationId", "name");

-- CreateIndex
CREATE INDEX "SavedView_organizationId_page_shared_idx" ON "SavedView"("organizationId", "page", "shared");

-- CreateIndex
CREATE UNIQUE INDEX "SavedView_organizationId_userId_page_name_key" ON "SavedView"("organizationId", "userId", "page", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Session_secretHash_key" ON "Session"("secretHash");

-- CreateIndex
CREATE INDEX "Session_organizationId_userId_idx" ON "Session"("organizationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "SignInLink_secretHash_key" ON "SignInLink"("secretHash");

-- CreateIndex
CREATE INDEX "SignInLink_organizationId_userId_idx" ON "SignInLink"("organizationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_secretHash_key" ON "ApiToken"("secretHash");

-- CreateIndex
CREATE INDEX "ApiToken_organizationId_idx" ON "ApiToken"("organizationId");

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_at_id_idx" ON "AuditEntry"("organizationId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_subjectType_subjectId_idx" ON "AuditEntry"("organizationId", "subjectType", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_organizationId_sequence_key" ON "AuditEntry"("organizationId", "sequence");

-- CreateIndex
CREATE INDEX "IdempotentAnswer_createdAt_idx" ON "IdempotentAnswer"("createdAt");

-- CreateIndex
CREATE INDEX "Attestation_organizationId_frameworkId_controlId_idx" ON "Attestation"("organizationId", "frameworkId", "controlId");

-- CreateIndex
CREATE INDEX "Issue_organizationId_status_score_id_idx" ON "Issue"("organizationId", "status", "score" DESC, "id");

-- CreateIndex
CREATE INDEX "Issue_organizationId_workloadId_status_idx" ON "Issue"("organizationId", "workloadId", "status");

-- CreateIndex
CREATE INDEX "Issue_organizationId_assigneeId_status_idx" ON "Issue"("organizationId", "assigneeId", "status");

-- CreateIndex
CREATE INDEX "Issue_organizationId_teamId_status_idx" ON "Issue"("organizationId", "teamId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Issue_organizationId_pathId_startKey_endKey_key" ON "Issue"("organizationId", "pathId", "startKey", "endKey");

-- CreateIndex
CREATE INDEX "Plan_organizationId_createdAt_id_idx" ON "Plan"("organizationId", "createdAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "ImportScope_organizationId_source_scope_key" ON "ImportScope"("organizationId", "source", "scope");

-- CreateIndex
CREATE INDEX "Import_organizationId_importedAt_id_idx" ON "Import"("organizationId", "importedAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "ImportedFinding_organizationId_scopeId_identity_key" ON "ImportedFinding"("organizationId", "scopeId", "identity");

-- CreateIndex
CREATE INDEX "ImportedComponent_organizationId_resourceId_idx" ON "ImportedComponent"("organizationId", "resourceId");

-- CreateIndex
CREATE UNIQUE INDEX "ImportedComponent_organizationId_scopeId_identity_key" ON "ImportedComponent"("organizationId", "scopeId", "identity");

-- CreateIndex
CREATE INDEX "Connection_organizationId_idx" ON "Connection"("organizationId");

-- CreateIndex
CREATE INDEX "Recording_organizationId_createdAt_idx" ON "Recording"("organizationId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Sync_organizationId_connectionId_queuedAt_idx" ON "Sync"("organizationId", "connectionId", "queuedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Collection_organizationId_connectionId_collectorId_account__key" ON "Collection"("organizationId", "connectionId", "collectorId", "account", "region");

-- CreateIndex
CREATE UNIQUE INDEX "CollectionRun_organizationId_syncId_collectorId_account_reg_key" ON "CollectionRun"("organizationId", "syncId", "collectorId", "account", "region");

-- CreateIndex
CREATE INDEX "Resource_organizationId_class_name_id_idx" ON "Resource"("organizationId", "class", "name", "id");

-- CreateIndex
CREATE INDEX "Resource_organizationId_name_id_idx" ON "Resource"("organizationId", "name", "id");

-- CreateIndex
CREATE INDEX "Resource_organizationId_collectionId_idx" ON "Resource"("organizationId", "collectionId");

-- CreateIndex
CREATE INDEX "Resource_organizationId_changedAt_id_idx" ON "Resource"("organizationId", "changedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Resource_organizationId_key_key" ON "Resource"("organizationId", "key");

-- CreateIndex
CREATE INDEX "ResourceVersion_organizationId_resourceId_validFrom_idx" ON "ResourceVersion"("organizationId", "resourceId", "validFrom" DESC);

-- CreateIndex
CREATE INDEX "Relationship_organizationId_fromKey_idx" ON "Relationship"("organizationId", "fromKey");

-- CreateIndex
CREATE INDEX "Relationship_organizationId_toKey_idx" ON "Relationship"("organizationId", "toKey");

-- CreateIndex
CREATE INDEX "Relationship_organizationId_collectionId_idx" ON "Relationship"("organizationId", "collectionId");

-- CreateIndex
CREATE INDEX "ProviderChange_organizationId_target_at_idx" ON "ProviderChange"("organizationId", "target", "at" DESC);

-- CreateIndex
CREATE INDEX "ProviderChange_organizationId_at_idx" ON "ProviderChange"("organizationId", "at");

-- CreateIndex
CREATE INDEX "JobRun_organizationId_startedAt_id_idx" ON "JobRun"("organizationId", "startedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "JobRun_jobId_idx" ON "JobRun"("jobId");

-- CreateIndex
CREATE INDEX "Finding_organizationId_checkId_status_idx" ON "Finding"("organizationId", "checkId", "status");

-- CreateIndex
CREATE INDEX "Finding_organizationId_resourceKey_idx" ON "Finding"("organizationId", "resourceKey");

-- CreateIndex
CREATE INDEX "Finding_organizationId_resourceId_idx" ON "Finding"("organizationId", "resourceId");

-- CreateIndex
CREATE INDEX "Finding_organizationId_assigneeId_status_idx" ON "Finding"("organizationId", "assigneeId", "status");

-- CreateIndex
CREATE INDEX "Finding_organizationId_teamId_status_idx" ON "Finding"("organizationId", "teamId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Finding_organizationId_checkId_resourceKey_instance_key" ON "Finding"("organizationId", "checkId", "resourceKey", "instance");

-- CreateIndex
CREATE INDEX "UnknownEvaluation_organizationId_resourceId_idx" ON "UnknownEvaluation"("organizationId", "resourceId");

-- CreateIndex
CREATE UNIQUE INDEX "CustomCheck_organizationId_slug_key" ON "CustomCheck"("organizationId", "slug");

-- CreateIndex
CREATE INDEX "Assignment_organizationId_subjectType_subjectId_idx" ON "Assignment"("organizationId", "subjectType", "subjectId");

-- CreateIndex
CREATE INDEX "Assignment_organizationId_assigneeId_endedAt_dueAt_idx" ON "Assignment"("organizationId", "assigneeId", "endedAt", "dueAt");

-- CreateIndex
CREATE INDEX "Assignment_organizationId_teamId_endedAt_dueAt_idx" ON "Assignment"("organizationId", "teamId", "endedAt", "dueAt");

-- CreateIndex
CREATE INDEX "ExceptionRequest_organizationId_state_requestedAt_idx" ON "ExceptionRequest"("organizationId", "state", "requestedAt" DESC);

-- CreateIndex
CREATE INDEX "ExceptionRequest_organizationId_findingId_idx" ON "ExceptionRequest"("organizationId", "findingId");

-- CreateIndex
CREATE INDEX "Comment_organizationId_subjectType_subjectId_createdAt_idx" ON "Comment"("organizationId", "subjectType", "subjectId", "createdAt");

-- CreateIndex
CREATE INDEX "TimelineEvent_organizationId_subjectType_subjectId_at_idx" ON "TimelineEvent"("organizationId", "subjectType", "subjectId", "at");

-- CreateIndex
CREATE INDEX "BulkOperation_organizationId_requestedAt_idx" ON "BulkOperation"("organizationId", "requestedAt" DESC);

-- CreateIndex
CREATE INDEX "ResponsibilityCell_organizationId_modelId_status_idx" ON "ResponsibilityCell"("organizationId", "modelId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "ResponsibilityCell_organizationId_workloadId_modelId_rowId_key" ON "ResponsibilityCell"("organizationId", "workloadId", "modelId", "rowId");

-- CreateIndex
CREATE INDEX "ResponsibilityCellVersion_organizationId_cellId_validFrom_idx" ON "ResponsibilityCellVersion"("organizationId", "cellId", "validFrom" DESC);

-- CreateIndex
CREATE INDEX "ResponsibilityOverride_organizationId_workloadId_modelId_ro_idx" ON "ResponsibilityOverride"("organizationId", "workloadId", "modelId", "rowId");

-- CreateIndex
CREATE INDEX "EvidenceDocument_organizationId_workloadId_modelId_rowId_idx" ON "EvidenceDocument"("organizationId", "workloadId", "modelId", "rowId");

-- CreateIndex
CREATE INDEX "Workload_organizationId_removedAt_name_id_idx" ON "Workload"("organizationId", "removedAt", "name", "id");

-- CreateIndex
CREATE INDEX "WorkloadMember_organizationId_resourceKey_idx" ON "WorkloadMember"("organizationId", "resourceKey");

-- CreateIndex
CREATE INDEX "WorkloadDecision_organizationId_decidedAt_idx" ON "WorkloadDecision"("organizationId", "decidedAt");

-- Lists and searches.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE UNIQUE INDEX "Relationship_current" ON "Relationship" ("organizationId", "fromKey", "kind", "toKey") WHERE "validTo" IS NULL;
CREATE INDEX "Resource_name_trigrams" ON "Resource" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "Finding_resource_name_trigrams" ON "Finding" USING gin (lower("resourceName") gin_trgm_ops);
-- Worst first, in one direction for all three columns, so that a page starts by a row comparison however deep it is.
-- A column and not an expression: row-level security keeps functions that are not leakproof, such as minus, off indexes.
ALTER TABLE "Finding" ADD COLUMN "severityWeight" smallint GENERATED ALWAYS AS ((4 - "severityRank")::smallint) STORED;
CREATE INDEX "Finding_worst" ON "Finding" ("organizationId", "severityWeight" DESC, "openedAt" DESC, "id" DESC);
CREATE INDEX "Finding_worst_open" ON "Finding" ("organizationId", "severityWeight" DESC, "openedAt" DESC, "id" DESC)
  WHERE "status" IN ('open', 'in-progress');
CREATE INDEX "Finding_newest" ON "Finding" ("organizationId", "changedAt" DESC, "id" DESC);
CREATE INDEX "Resource_attention" ON "Resource" ("organizationId", "attention", "name", "id") WHERE "removedAt" IS NULL;
-- Whose finding it is follows from the id of its check, so that no write can say otherwise.
ALTER TABLE "Finding" ADD COLUMN "source" text GENERATED ALWAYS AS
  (CASE WHEN "checkId" LIKE 'import/%' THEN split_part("checkId", '/', 2) ELSE 'nacre' END) STORED;
ALTER TABLE "FindingCounter" ADD COLUMN "source" text GENERATED ALWAYS AS
  (CASE WHEN "checkId" LIKE 'import/%' THEN split_part("checkId", '/', 2) ELSE 'nacre' END) STORED;
CREATE INDEX "Finding_unmatched" ON "Finding" ("organizationId", "resourceKey") WHERE "resourceId" IS NULL;
-- What an issue is asked for most: reading all of its fixes takes a hundred times as long.
ALTER TABLE "Issue" ADD COLUMN "fixIds" jsonb GENERATED ALWAYS AS (jsonb_path_query_array("fixes", '$[*].id')) STORED;
