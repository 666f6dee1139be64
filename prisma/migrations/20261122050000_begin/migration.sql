-- CreateEnum
CREATE TYPE "StandingStatus" AS ENUM ('active', 'renewal_due', 'lapsed', 'suspended', 'removed');

-- CreateEnum
CREATE TYPE "BankRole" AS ENUM ('trainee', 'observer', 'reviewer', 'co_lead', 'facilitator', 'mentor');

-- CreateEnum
CREATE TYPE "DeclarationKind" AS ENUM ('annual', 'engagement');

-- CreateEnum
CREATE TYPE "CheckMoment" AS ENUM ('search', 'shortlist', 'proposal', 'invitation', 'acceptance', 'terms', 'opening', 'change');

-- CreateEnum
CREATE TYPE "ConflictEffect" AS ENUM ('block', 'manage', 'note');

-- CreateEnum
CREATE TYPE "ConflictStatus" AS ENUM ('detected', 'declared', 'confirmed', 'false_alarm', 'managed', 'expired');

-- CreateEnum
CREATE TYPE "CaseKind" AS ENUM ('review_request', 'application');

-- CreateEnum
CREATE TYPE "EngagementStatus" AS ENUM ('terms_proposed', 'agreed', 'scheduled', 'delivered', 'settled', 'closed', 'withdrawn');

-- CreateEnum
CREATE TYPE "OfferingKind" AS ENUM ('consultancy', 'training', 'mentoring', 'tool', 'induction_pack', 'inspection_support');

-- CreateEnum
CREATE TYPE "Basis" AS ENUM ('free', 'in_kind', 'cost_recovery', 'charged');

-- CreateEnum
CREATE TYPE "Delivery" AS ENUM ('remote', 'on_site', 'hybrid', 'download');

-- CreateEnum
CREATE TYPE "OfferingStatus" AS ENUM ('draft', 'published', 'paused', 'archived');

-- CreateEnum
CREATE TYPE "EnquiryStatus" AS ENUM ('sent', 'interested', 'undecided', 'declined', 'expired', 'chosen', 'not_chosen', 'withdrawn');

-- CreateEnum
CREATE TYPE "RatedWork" AS ENUM ('review', 'engagement');

-- CreateEnum
CREATE TYPE "RatingSide" AS ENUM ('host', 'provider');

-- CreateEnum
CREATE TYPE "RatingStatus" AS ENUM ('kept', 'flagged', 'hidden');

-- CreateEnum
CREATE TYPE "ReviewStatus" AS ENUM ('draft', 'submitted', 'coordinator_checked', 'approved', 'deferred', 'redirected', 'declined', 'scoping', 'team_proposed', 'inviting', 'confirmed', 'preparing', 'on_site', 'presented', 'draft_report', 'accuracy', 'final', 'action_plan', 'progress_review', 'closed', 'withdrawn', 'postponed');

-- CreateEnum
CREATE TYPE "ReviewMode" AS ENUM ('on_site', 'hybrid', 'remote');

-- CreateEnum
CREATE TYPE "SeatRole" AS ENUM ('co_lead', 'reviewer', 'facilitator', 'observer');

-- CreateEnum
CREATE TYPE "InvitationStatus" AS ENUM ('offered', 'accepted', 'declined', 'expired', 'withdrawn');

-- CreateEnum
CREATE TYPE "ApplicationStatus" AS ENUM ('draft', 'submitted', 'checks', 'panel', 'approved', 'approved_with_conditions', 'more_information', 'deferred', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "AssessmentView" AS ENUM ('approve', 'approve_with_conditions', 'more_information', 'defer', 'decline');

-- CreateEnum
CREATE TYPE "NeighbourKind" AS ENUM ('land', 'river', 'water');

-- CreateEnum
CREATE TYPE "PostLevel" AS ENUM ('head', 'second_tier', 'manager');

-- CreateEnum
CREATE TYPE "HoldingKind" AS ENUM ('substantive', 'acting', 'interim', 'secondment');

-- CreateEnum
CREATE TYPE "AppointmentRole" AS ENUM ('coordinator', 'assessor', 'board_member', 'administrator');

-- CreateEnum
CREATE TYPE "MembershipKind" AS ENUM ('group', 'individual');

-- CreateEnum
CREATE TYPE "MembershipStatus" AS ENUM ('applied', 'active', 'due', 'lapsed', 'ended');

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "demoNote" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EmailAddress" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "isPrimary" BOOLEAN NOT NULL DEFAULT false,
    "verifiedAt" TIMESTAMPTZ(3),
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EmailAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "returnTo" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SignInLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "key" TEXT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("key","windowStart")
);

-- CreateTable
CREATE TABLE "Theme" (
    "code" TEXT NOT NULL,
    "parentCode" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "synonyms" TEXT[],

    CONSTRAINT "Theme_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Profile" (
    "personId" UUID NOT NULL,
    "summary" TEXT NOT NULL,
    "isNamePublic" BOOLEAN NOT NULL DEFAULT false,
    "isInKind" BOOLEAN NOT NULL,
    "dayRatePence" INTEGER,
    "canTravel" BOOLEAN NOT NULL DEFAULT true,
    "canWorkRemotely" BOOLEAN NOT NULL DEFAULT true,
    "maxKm" INTEGER,
    "daysPerYear" INTEGER NOT NULL,
    "reviewsPerYear" INTEGER NOT NULL DEFAULT 2,
    "insuranceUntil" DATE,
    "dbsLevel" TEXT,
    "dbsSeenOn" DATE,
    "dbsSeenBy" TEXT,
    "dbsNotNeededBecause" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Profile_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "Expertise" (
    "personId" UUID NOT NULL,
    "themeCode" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "evidence" TEXT NOT NULL,
    "lastUsedOn" DATE,

    CONSTRAINT "Expertise_pkey" PRIMARY KEY ("personId","themeCode")
);

-- CreateTable
CREATE TABLE "Standing" (
    "personId" UUID NOT NULL,
    "status" "StandingStatus" NOT NULL,
    "approvedOn" DATE NOT NULL,
    "expiresOn" DATE NOT NULL,
    "conditions" TEXT,
    "statusReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Standing_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "StandingRole" (
    "personId" UUID NOT NULL,
    "role" "BankRole" NOT NULL,
    "since" DATE NOT NULL,
    "evidence" TEXT NOT NULL,

    CONSTRAINT "StandingRole_pkey" PRIMARY KEY ("personId","role")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RuleSetVersion" (
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "publishedBy" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RuleSetVersion_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "Declaration" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "DeclarationKind" NOT NULL,
    "caseKind" "CaseKind",
    "caseId" UUID,
    "isNil" BOOLEAN NOT NULL,
    "isDeclined" BOOLEAN NOT NULL DEFAULT false,
    "statedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Declaration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Interest" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "declarationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "yotCode" TEXT,
    "otherPersonId" UUID,
    "organisation" TEXT,
    "valuePence" INTEGER,
    "from" DATE,
    "until" DATE,
    "note" TEXT,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Interest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConflictCheck" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "caseKind" "CaseKind" NOT NULL,
    "caseId" UUID NOT NULL,
    "activity" TEXT NOT NULL,
    "moment" "CheckMoment" NOT NULL,
    "ruleSetVersion" INTEGER NOT NULL,
    "effect" "ConflictEffect",
    "facts" JSONB NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "checkedById" UUID,

    CONSTRAINT "ConflictCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conflict" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "caseKind" "CaseKind" NOT NULL,
    "caseId" UUID NOT NULL,
    "activity" TEXT NOT NULL,
    "ruleId" TEXT NOT NULL,
    "ruleSetVersion" INTEGER NOT NULL,
    "effect" "ConflictEffect" NOT NULL,
    "isSilent" BOOLEAN NOT NULL,
    "isPublic" BOOLEAN NOT NULL,
    "factsKey" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "countsUntil" DATE,
    "status" "ConflictStatus" NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "mitigation" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "reviewOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Conflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "caseKind" "CaseKind",
    "caseId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "availableAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "lastError" TEXT,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "caseKind" "CaseKind",
    "caseId" UUID,
    "yotCode" TEXT,
    "data" JSONB NOT NULL,
    "requestId" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "name" TEXT NOT NULL,
    "lastRunAt" TIMESTAMPTZ(3),
    "lastError" TEXT,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "ReferenceCounter" (
    "prefix" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "ReferenceCounter_pkey" PRIMARY KEY ("prefix","year")
);

-- CreateTable
CREATE TABLE "Engagement" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "offeringId" UUID NOT NULL,
    "enquiryId" UUID,
    "providerYotCode" TEXT,
    "providerPersonId" UUID,
    "hostYotCode" TEXT NOT NULL,
    "basis" "Basis" NOT NULL,
    "status" "EngagementStatus" NOT NULL,
    "terms" TEXT NOT NULL,
    "pricePence" INTEGER,
    "startsOn" DATE,
    "providerAgreedAt" TIMESTAMPTZ(3),
    "providerAgreedById" UUID,
    "hostAgreedAt" TIMESTAMPTZ(3),
    "hostAgreedById" UUID,
    "deliveredOn" DATE,
    "hours" INTEGER,
    "poReference" TEXT,
    "invoiceReference" TEXT,
    "ir35Determination" TEXT,
    "settledOn" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Engagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Offering" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" "OfferingKind" NOT NULL,
    "basis" "Basis" NOT NULL,
    "delivery" "Delivery"[],
    "pricePence" INTEGER,
    "priceUnit" TEXT,
    "summary" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "yotCode" TEXT,
    "personId" UUID,
    "contactId" UUID NOT NULL,
    "region" TEXT NOT NULL,
    "status" "OfferingStatus" NOT NULL,
    "searchText" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Offering_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OfferingTheme" (
    "offeringId" UUID NOT NULL,
    "themeCode" TEXT NOT NULL,

    CONSTRAINT "OfferingTheme_pkey" PRIMARY KEY ("offeringId","themeCode")
);

-- CreateTable
CREATE TABLE "Enquiry" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "offeringId" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "yotCode" TEXT NOT NULL,
    "need" TEXT NOT NULL,
    "status" "EnquiryStatus" NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "respondBy" DATE NOT NULL,
    "respondedAt" TIMESTAMPTZ(3),
    "response" TEXT,
    "quotePence" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Enquiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RatingPair" (
    "id" UUID NOT NULL,
    "work" "RatedWork" NOT NULL,
    "workId" UUID NOT NULL,
    "workRef" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "hostYotCode" TEXT NOT NULL,
    "caseKind" "CaseKind",
    "caseId" UUID,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "revealOn" DATE NOT NULL,
    "revealedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RatingPair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RatedPerson" (
    "pairId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "RatedPerson_pkey" PRIMARY KEY ("pairId","personId")
);

-- CreateTable
CREATE TABLE "Rating" (
    "id" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "side" "RatingSide" NOT NULL,
    "raterId" UUID NOT NULL,
    "relevance" INTEGER NOT NULL,
    "preparation" INTEGER NOT NULL,
    "quality" INTEGER NOT NULL,
    "conduct" INTEGER NOT NULL,
    "usefulness" INTEGER NOT NULL,
    "comment" TEXT NOT NULL,
    "status" "RatingStatus" NOT NULL DEFAULT 'kept',
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "reply" TEXT,
    "repliedAt" TIMESTAMPTZ(3),
    "repliedById" UUID,
    "flagReason" TEXT,
    "flaggedById" UUID,
    "moderation" TEXT,
    "moderatedById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Rating_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewRequest" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "yotCode" TEXT NOT NULL,
    "status" "ReviewStatus" NOT NULL,
    "requestedById" UUID NOT NULL,
    "leadOfficerId" UUID NOT NULL,
    "sponsorName" TEXT NOT NULL DEFAULT '',
    "sponsorRole" TEXT NOT NULL DEFAULT '',
    "sponsorSignedOn" DATE,
    "purpose" TEXT NOT NULL DEFAULT '',
    "mode" "ReviewMode" NOT NULL DEFAULT 'on_site',
    "days" INTEGER NOT NULL DEFAULT 3,
    "leadsWanted" INTEGER NOT NULL DEFAULT 2,
    "peersLeast" INTEGER NOT NULL DEFAULT 2,
    "peersMost" INTEGER NOT NULL DEFAULT 4,
    "travelPaidBy" TEXT NOT NULL DEFAULT 'host',
    "isNeighbourSensitive" BOOLEAN NOT NULL DEFAULT false,
    "caseHolderId" UUID,
    "checkNote" TEXT,
    "decisionReasons" TEXT,
    "startsOn" DATE,
    "endsOn" DATE,
    "postponedFrom" "ReviewStatus",
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ReviewRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Kloe" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "question" TEXT NOT NULL,

    CONSTRAINT "Kloe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KloeTheme" (
    "kloeId" UUID NOT NULL,
    "themeCode" TEXT NOT NULL,

    CONSTRAINT "KloeTheme_pkey" PRIMARY KEY ("kloeId","themeCode")
);

-- CreateTable
CREATE TABLE "CandidateWindow" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,

    CONSTRAINT "CandidateWindow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Objection" (
    "requestId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Objection_pkey" PRIMARY KEY ("requestId","personId")
);

-- CreateTable
CREATE TABLE "TeamProposal" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "windowId" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "inputsHash" TEXT NOT NULL,
    "weightsVersion" INTEGER NOT NULL,
    "ruleSetVersion" INTEGER NOT NULL,
    "proposedById" UUID NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "chosenAt" TIMESTAMPTZ(3),

    CONSTRAINT "TeamProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Seat" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "role" "SeatRole" NOT NULL,
    "position" INTEGER NOT NULL,
    "personId" UUID,

    CONSTRAINT "Seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alternate" (
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "Alternate_pkey" PRIMARY KEY ("seatId","personId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "status" "InvitationStatus" NOT NULL,
    "reasons" JSONB NOT NULL,
    "offeredAt" TIMESTAMPTZ(3) NOT NULL,
    "respondBy" DATE NOT NULL,
    "respondedAt" TIMESTAMPTZ(3),
    "declineReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Terms" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedById" UUID NOT NULL,
    "hostAcceptedAt" TIMESTAMPTZ(3),
    "hostAcceptedById" UUID,
    "teamAcceptedAt" TIMESTAMPTZ(3),
    "teamAcceptedById" UUID,

    CONSTRAINT "Terms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StageMove" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "from" "ReviewStatus",
    "to" "ReviewStatus" NOT NULL,
    "event" TEXT NOT NULL,
    "happenedOn" DATE NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL,
    "movedById" UUID,
    "movedBy" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "StageMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "kloeId" UUID,
    "goldenThread" TEXT,
    "strengths" TEXT NOT NULL,
    "areas" TEXT NOT NULL,
    "sources" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "status" "ApplicationStatus" NOT NULL,
    "roleSought" "BankRole" NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "isInKind" BOOLEAN NOT NULL DEFAULT true,
    "dayRatePence" INTEGER,
    "daysPerYear" INTEGER,
    "maxKm" INTEGER,
    "consentName" TEXT,
    "consentOn" DATE,
    "insuranceUntil" DATE,
    "dbsLevel" TEXT,
    "dbsSeenOn" DATE,
    "dbsSeenBy" TEXT,
    "dbsNotNeededBecause" TEXT,
    "acceptedCodeAt" TIMESTAMPTZ(3),
    "region" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "decisionReasons" TEXT,
    "conditions" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApplicationTheme" (
    "applicationId" UUID NOT NULL,
    "themeCode" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "evidence" TEXT NOT NULL,
    "lastUsedOn" DATE,

    CONSTRAINT "ApplicationTheme_pkey" PRIMARY KEY ("applicationId","themeCode")
);

-- CreateTable
CREATE TABLE "Reference" (
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "refereeName" TEXT NOT NULL,
    "refereeEmail" TEXT NOT NULL,
    "refereePersonId" UUID,
    "relation" TEXT NOT NULL,
    "isCommissioner" BOOLEAN NOT NULL,
    "tokenHash" TEXT,
    "requestedAt" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3),
    "isSupportive" BOOLEAN,
    "body" TEXT,

    CONSTRAINT "Reference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assessment" (
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "assessorId" UUID NOT NULL,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "view" "AssessmentView",
    "reasons" TEXT,
    "recordedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Yot" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "policeForce" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "isCombined" BOOLEAN NOT NULL,

    CONSTRAINT "Yot_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "YotName" (
    "yotCode" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "YotName_pkey" PRIMARY KEY ("yotCode","name")
);

-- CreateTable
CREATE TABLE "RetiredName" (
    "name" TEXT NOT NULL,
    "candidates" TEXT[],
    "note" TEXT NOT NULL,

    CONSTRAINT "RetiredName_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "LocalAuthority" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "LocalAuthority_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "YotAuthority" (
    "yotCode" TEXT NOT NULL,
    "authorityCode" TEXT NOT NULL,
    "from" DATE NOT NULL DEFAULT '2000-01-01'::date,
    "until" DATE,

    CONSTRAINT "YotAuthority_pkey" PRIMARY KEY ("yotCode","authorityCode","from")
);

-- CreateTable
CREATE TABLE "Neighbour" (
    "codeA" TEXT NOT NULL,
    "codeB" TEXT NOT NULL,
    "kind" "NeighbourKind" NOT NULL,
    "sharedKm" DOUBLE PRECISION,

    CONSTRAINT "Neighbour_pkey" PRIMARY KEY ("codeA","codeB")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" UUID NOT NULL,
    "yotCode" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "level" "PostLevel" NOT NULL,
    "createdOn" DATE NOT NULL,
    "abolishedOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Holding" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "yotCode" TEXT NOT NULL,
    "postId" UUID,
    "title" TEXT NOT NULL,
    "level" "PostLevel" NOT NULL,
    "kind" "HoldingKind" NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "isOnLeave" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Holding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Appointment" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "AppointmentRole" NOT NULL,
    "region" TEXT,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "Appointment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "kind" "MembershipKind" NOT NULL,
    "status" "MembershipStatus" NOT NULL,
    "yotCode" TEXT,
    "personId" UUID,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "feePence" INTEGER NOT NULL,
    "poReference" TEXT,
    "invoiceReference" TEXT,
    "paidOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Person_name_idx" ON "Person"("name");

-- CreateIndex
CREATE UNIQUE INDEX "EmailAddress_address_key" ON "EmailAddress"("address");

-- CreateIndex
CREATE INDEX "EmailAddress_personId_idx" ON "EmailAddress"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "SignInLink_tokenHash_key" ON "SignInLink"("tokenHash");

-- CreateIndex
CREATE INDEX "SignInLink_personId_idx" ON "SignInLink"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_personId_revokedAt_idx" ON "Session"("personId", "revokedAt");

-- CreateIndex
CREATE INDEX "Theme_parentCode_idx" ON "Theme"("parentCode");

-- CreateIndex
CREATE INDEX "Expertise_themeCode_level_idx" ON "Expertise"("themeCode", "level");

-- CreateIndex
CREATE INDEX "Standing_status_expiresOn_idx" ON "Standing"("status", "expiresOn");

-- CreateIndex
CREATE INDEX "StandingRole_role_idx" ON "StandingRole"("role");

-- CreateIndex
CREATE INDEX "Absence_personId_until_idx" ON "Absence"("personId", "until");

-- CreateIndex
CREATE INDEX "Declaration_personId_kind_statedAt_idx" ON "Declaration"("personId", "kind", "statedAt");

-- CreateIndex
CREATE INDEX "Declaration_caseKind_caseId_idx" ON "Declaration"("caseKind", "caseId");

-- CreateIndex
CREATE INDEX "Interest_personId_idx" ON "Interest"("personId");

-- CreateIndex
CREATE INDEX "Interest_otherPersonId_idx" ON "Interest"("otherPersonId");

-- CreateIndex
CREATE INDEX "Interest_yotCode_idx" ON "Interest"("yotCode");

-- CreateIndex
CREATE INDEX "Interest_declarationId_idx" ON "Interest"("declarationId");

-- CreateIndex
CREATE INDEX "ConflictCheck_caseKind_caseId_checkedAt_idx" ON "ConflictCheck"("caseKind", "caseId", "checkedAt");

-- CreateIndex
CREATE INDEX "ConflictCheck_personId_checkedAt_idx" ON "ConflictCheck"("personId", "checkedAt");

-- CreateIndex
CREATE INDEX "Conflict_caseKind_caseId_effect_idx" ON "Conflict"("caseKind", "caseId", "effect");

-- CreateIndex
CREATE INDEX "Conflict_personId_caseKind_effect_status_idx" ON "Conflict"("personId", "caseKind", "effect", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Conflict_personId_caseKind_caseId_activity_ruleId_factsKey_key" ON "Conflict"("personId", "caseKind", "caseId", "activity", "ruleId", "factsKey");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_key_key" ON "OutboxMessage"("key");

-- CreateIndex
CREATE INDEX "OutboxMessage_deliveredAt_failedAt_availableAt_idx" ON "OutboxMessage"("deliveredAt", "failedAt", "availableAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_topic_createdAt_idx" ON "OutboxMessage"("topic", "createdAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_caseKind_caseId_idx" ON "OutboxMessage"("caseKind", "caseId");

-- CreateIndex
CREATE INDEX "AuditEntry_subjectKind_subjectId_id_idx" ON "AuditEntry"("subjectKind", "subjectId", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_caseKind_caseId_id_idx" ON "AuditEntry"("caseKind", "caseId", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_id_idx" ON "AuditEntry"("actorId", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_event_id_idx" ON "AuditEntry"("event", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Engagement_ref_key" ON "Engagement"("ref");

-- CreateIndex
CREATE UNIQUE INDEX "Engagement_enquiryId_key" ON "Engagement"("enquiryId");

-- CreateIndex
CREATE INDEX "Engagement_offeringId_idx" ON "Engagement"("offeringId");

-- CreateIndex
CREATE INDEX "Engagement_providerYotCode_idx" ON "Engagement"("providerYotCode");

-- CreateIndex
CREATE INDEX "Engagement_providerPersonId_idx" ON "Engagement"("providerPersonId");

-- CreateIndex
CREATE INDEX "Engagement_hostYotCode_idx" ON "Engagement"("hostYotCode");

-- CreateIndex
CREATE INDEX "Engagement_status_idx" ON "Engagement"("status");

-- CreateIndex
CREATE UNIQUE INDEX "Offering_slug_key" ON "Offering"("slug");

-- CreateIndex
CREATE INDEX "Offering_status_publishedAt_idx" ON "Offering"("status", "publishedAt");

-- CreateIndex
CREATE INDEX "Offering_yotCode_idx" ON "Offering"("yotCode");

-- CreateIndex
CREATE INDEX "Offering_personId_idx" ON "Offering"("personId");

-- CreateIndex
CREATE INDEX "Offering_status_region_idx" ON "Offering"("status", "region");

-- CreateIndex
CREATE INDEX "Offering_status_basis_idx" ON "Offering"("status", "basis");

-- CreateIndex
CREATE INDEX "OfferingTheme_themeCode_idx" ON "OfferingTheme"("themeCode");

-- CreateIndex
CREATE UNIQUE INDEX "Enquiry_ref_key" ON "Enquiry"("ref");

-- CreateIndex
CREATE INDEX "Enquiry_offeringId_status_idx" ON "Enquiry"("offeringId", "status");

-- CreateIndex
CREATE INDEX "Enquiry_yotCode_idx" ON "Enquiry"("yotCode");

-- CreateIndex
CREATE INDEX "Enquiry_fromId_idx" ON "Enquiry"("fromId");

-- CreateIndex
CREATE INDEX "Enquiry_status_respondBy_idx" ON "Enquiry"("status", "respondBy");

-- CreateIndex
CREATE INDEX "RatingPair_hostYotCode_idx" ON "RatingPair"("hostYotCode");

-- CreateIndex
CREATE INDEX "RatingPair_revealedAt_revealOn_idx" ON "RatingPair"("revealedAt", "revealOn");

-- CreateIndex
CREATE UNIQUE INDEX "RatingPair_work_workId_key" ON "RatingPair"("work", "workId");

-- CreateIndex
CREATE INDEX "RatedPerson_personId_idx" ON "RatedPerson"("personId");

-- CreateIndex
CREATE INDEX "Rating_raterId_idx" ON "Rating"("raterId");

-- CreateIndex
CREATE UNIQUE INDEX "Rating_pairId_side_key" ON "Rating"("pairId", "side");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewRequest_ref_key" ON "ReviewRequest"("ref");

-- CreateIndex
CREATE INDEX "ReviewRequest_yotCode_status_idx" ON "ReviewRequest"("yotCode", "status");

-- CreateIndex
CREATE INDEX "ReviewRequest_status_submittedAt_idx" ON "ReviewRequest"("status", "submittedAt");

-- CreateIndex
CREATE INDEX "ReviewRequest_caseHolderId_idx" ON "ReviewRequest"("caseHolderId");

-- CreateIndex
CREATE INDEX "ReviewRequest_requestedById_idx" ON "ReviewRequest"("requestedById");

-- CreateIndex
CREATE INDEX "ReviewRequest_leadOfficerId_idx" ON "ReviewRequest"("leadOfficerId");

-- CreateIndex
CREATE UNIQUE INDEX "Kloe_requestId_position_key" ON "Kloe"("requestId", "position");

-- CreateIndex
CREATE INDEX "KloeTheme_themeCode_idx" ON "KloeTheme"("themeCode");

-- CreateIndex
CREATE INDEX "CandidateWindow_requestId_idx" ON "CandidateWindow"("requestId");

-- CreateIndex
CREATE INDEX "Objection_personId_idx" ON "Objection"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "TeamProposal_requestId_number_key" ON "TeamProposal"("requestId", "number");

-- CreateIndex
CREATE INDEX "Seat_personId_idx" ON "Seat"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Seat_requestId_position_key" ON "Seat"("requestId", "position");

-- CreateIndex
CREATE INDEX "Alternate_personId_idx" ON "Alternate"("personId");

-- CreateIndex
CREATE INDEX "Invitation_personId_status_idx" ON "Invitation"("personId", "status");

-- CreateIndex
CREATE INDEX "Invitation_status_respondBy_idx" ON "Invitation"("status", "respondBy");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_seatId_personId_key" ON "Invitation"("seatId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Terms_requestId_number_key" ON "Terms"("requestId", "number");

-- CreateIndex
CREATE INDEX "StageMove_requestId_movedAt_idx" ON "StageMove"("requestId", "movedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Finding_requestId_kloeId_goldenThread_key" ON "Finding"("requestId", "kloeId", "goldenThread");

-- CreateIndex
CREATE UNIQUE INDEX "Application_ref_key" ON "Application"("ref");

-- CreateIndex
CREATE INDEX "Application_personId_idx" ON "Application"("personId");

-- CreateIndex
CREATE INDEX "Application_status_submittedAt_idx" ON "Application"("status", "submittedAt");

-- CreateIndex
CREATE INDEX "ApplicationTheme_themeCode_idx" ON "ApplicationTheme"("themeCode");

-- CreateIndex
CREATE UNIQUE INDEX "Reference_tokenHash_key" ON "Reference"("tokenHash");

-- CreateIndex
CREATE INDEX "Reference_applicationId_idx" ON "Reference"("applicationId");

-- CreateIndex
CREATE INDEX "Reference_refereePersonId_idx" ON "Reference"("refereePersonId");

-- CreateIndex
CREATE INDEX "Assessment_assessorId_recordedAt_idx" ON "Assessment"("assessorId", "recordedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Assessment_applicationId_assessorId_key" ON "Assessment"("applicationId", "assessorId");

-- CreateIndex
CREATE INDEX "Yot_region_idx" ON "Yot"("region");

-- CreateIndex
CREATE INDEX "YotAuthority_authorityCode_idx" ON "YotAuthority"("authorityCode");

-- CreateIndex
CREATE INDEX "Neighbour_codeB_idx" ON "Neighbour"("codeB");

-- CreateIndex
CREATE INDEX "Post_yotCode_idx" ON "Post"("yotCode");

-- CreateIndex
CREATE INDEX "Holding_personId_idx" ON "Holding"("personId");

-- CreateIndex
CREATE INDEX "Holding_yotCode_idx" ON "Holding"("yotCode");

-- CreateIndex
CREATE INDEX "Holding_postId_idx" ON "Holding"("postId");

-- CreateIndex
CREATE INDEX "Appointment_personId_idx" ON "Appointment"("personId");

-- CreateIndex
CREATE INDEX "Appointment_role_region_idx" ON "Appointment"("role", "region");

-- CreateIndex
CREATE INDEX "Membership_yotCode_idx" ON "Membership"("yotCode");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Membership_status_endsOn_idx" ON "Membership"("status", "endsOn");

-- AddForeignKey
ALTER TABLE "EmailAddress" ADD CONSTRAINT "EmailAddress_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignInLink" ADD CONSTRAINT "SignInLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_parentCode_fkey" FOREIGN KEY ("parentCode") REFERENCES "Theme"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Profile" ADD CONSTRAINT "Profile_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expertise" ADD CONSTRAINT "Expertise_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Expertise" ADD CONSTRAINT "Expertise_themeCode_fkey" FOREIGN KEY ("themeCode") REFERENCES "Theme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Standing" ADD CONSTRAINT "Standing_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandingRole" ADD CONSTRAINT "StandingRole_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Declaration" ADD CONSTRAINT "Declaration_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_otherPersonId_fkey" FOREIGN KEY ("otherPersonId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_declarationId_fkey" FOREIGN KEY ("declarationId") REFERENCES "Declaration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConflictCheck" ADD CONSTRAINT "ConflictCheck_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conflict" ADD CONSTRAINT "Conflict_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_enquiryId_fkey" FOREIGN KEY ("enquiryId") REFERENCES "Enquiry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_providerYotCode_fkey" FOREIGN KEY ("providerYotCode") REFERENCES "Yot"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_providerPersonId_fkey" FOREIGN KEY ("providerPersonId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_hostYotCode_fkey" FOREIGN KEY ("hostYotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offering" ADD CONSTRAINT "Offering_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offering" ADD CONSTRAINT "Offering_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offering" ADD CONSTRAINT "Offering_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferingTheme" ADD CONSTRAINT "OfferingTheme_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OfferingTheme" ADD CONSTRAINT "OfferingTheme_themeCode_fkey" FOREIGN KEY ("themeCode") REFERENCES "Theme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enquiry" ADD CONSTRAINT "Enquiry_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enquiry" ADD CONSTRAINT "Enquiry_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enquiry" ADD CONSTRAINT "Enquiry_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RatingPair" ADD CONSTRAINT "RatingPair_hostYotCode_fkey" FOREIGN KEY ("hostYotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RatedPerson" ADD CONSTRAINT "RatedPerson_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "RatingPair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RatedPerson" ADD CONSTRAINT "RatedPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "RatingPair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_raterId_fkey" FOREIGN KEY ("raterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewRequest" ADD CONSTRAINT "ReviewRequest_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewRequest" ADD CONSTRAINT "ReviewRequest_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewRequest" ADD CONSTRAINT "ReviewRequest_leadOfficerId_fkey" FOREIGN KEY ("leadOfficerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewRequest" ADD CONSTRAINT "ReviewRequest_caseHolderId_fkey" FOREIGN KEY ("caseHolderId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Kloe" ADD CONSTRAINT "Kloe_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KloeTheme" ADD CONSTRAINT "KloeTheme_kloeId_fkey" FOREIGN KEY ("kloeId") REFERENCES "Kloe"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KloeTheme" ADD CONSTRAINT "KloeTheme_themeCode_fkey" FOREIGN KEY ("themeCode") REFERENCES "Theme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CandidateWindow" ADD CONSTRAINT "CandidateWindow_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamProposal" ADD CONSTRAINT "TeamProposal_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alternate" ADD CONSTRAINT "Alternate_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alternate" ADD CONSTRAINT "Alternate_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Terms" ADD CONSTRAINT "Terms_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageMove" ADD CONSTRAINT "StageMove_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_kloeId_fkey" FOREIGN KEY ("kloeId") REFERENCES "Kloe"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApplicationTheme" ADD CONSTRAINT "ApplicationTheme_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApplicationTheme" ADD CONSTRAINT "ApplicationTheme_themeCode_fkey" FOREIGN KEY ("themeCode") REFERENCES "Theme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reference" ADD CONSTRAINT "Reference_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reference" ADD CONSTRAINT "Reference_refereePersonId_fkey" FOREIGN KEY ("refereePersonId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_assessorId_fkey" FOREIGN KEY ("assessorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YotName" ADD CONSTRAINT "YotName_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YotAuthority" ADD CONSTRAINT "YotAuthority_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YotAuthority" ADD CONSTRAINT "YotAuthority_authorityCode_fkey" FOREIGN KEY ("authorityCode") REFERENCES "LocalAuthority"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Neighbour" ADD CONSTRAINT "Neighbour_codeA_fkey" FOREIGN KEY ("codeA") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Neighbour" ADD CONSTRAINT "Neighbour_codeB_fkey" FOREIGN KEY ("codeB") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say -----------------------------------------------------------------------------

-- One payer: a group membership has a service, an individual one a person.
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_one_payer" CHECK (
  (kind = 'group' AND "yotCode" IS NOT NULL AND "personId" IS NULL)
  OR (kind = 'individual' AND "personId" IS NOT NULL AND "yotCode" IS NULL)
);

-- One provider of an offering and of an engagement: a service or a person.
ALTER TABLE "Offering" ADD CONSTRAINT "Offering_one_provider" CHECK (("yotCode" IS NULL) <> ("personId" IS NULL));
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_one_provider" CHECK (("providerYotCode" IS NULL) <> ("providerPersonId" IS NULL));

-- Dates that end do not end before they begin.
ALTER TABLE "Holding" ADD CONSTRAINT "Holding_dates" CHECK ("until" IS NULL OR "until" >= "from");
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_dates" CHECK ("until" IS NULL OR "until" >= "from");
ALTER TABLE "CandidateWindow" ADD CONSTRAINT "CandidateWindow_dates" CHECK ("endsOn" >= "startsOn");

-- Addresses are kept trimmed and in lower case, so that one address is one row.
ALTER TABLE "EmailAddress" ADD CONSTRAINT "EmailAddress_folded" CHECK (address = lower(btrim(address)));
CREATE UNIQUE INDEX "EmailAddress_one_primary" ON "EmailAddress" ("personId") WHERE "isPrimary";

-- Levels and marks are what the pages say they are.
ALTER TABLE "Expertise" ADD CONSTRAINT "Expertise_level" CHECK (level BETWEEN 1 AND 3);
ALTER TABLE "ApplicationTheme" ADD CONSTRAINT "ApplicationTheme_level" CHECK (level BETWEEN 1 AND 3);
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_marks" CHECK (
  relevance BETWEEN 1 AND 5 AND preparation BETWEEN 1 AND 5 AND quality BETWEEN 1 AND 5
  AND conduct BETWEEN 1 AND 5 AND usefulness BETWEEN 1 AND 5
);

-- A finding is under a KLOE or a golden thread, and one of each only.
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_one_place" CHECK (("kloeId" IS NULL) <> ("goldenThread" IS NULL));
CREATE UNIQUE INDEX "Finding_one_per_kloe" ON "Finding" ("requestId", "kloeId") WHERE "kloeId" IS NOT NULL;
CREATE UNIQUE INDEX "Finding_one_per_thread" ON "Finding" ("requestId", "goldenThread") WHERE "goldenThread" IS NOT NULL;

-- One person sits in one seat of a team, and holds one open invitation for a seat at a time.
CREATE UNIQUE INDEX "Seat_one_each" ON "Seat" ("requestId", "personId") WHERE "personId" IS NOT NULL;
CREATE UNIQUE INDEX "Invitation_one_live" ON "Invitation" ("seatId") WHERE status IN ('offered', 'accepted');

-- Free-text search of the catalogue.
CREATE INDEX "Offering_search" ON "Offering" USING gin (to_tsvector('english', "searchText"));

-- The worker's question, answered from the few rows that wait.
CREATE INDEX "OutboxMessage_waiting" ON "OutboxMessage" ("availableAt", id) WHERE "deliveredAt" IS NULL AND "failedAt" IS NULL;

-- The audit log: append-only, each entry sealed with the one before it.
CREATE FUNCTION audit_entry_hash(entry "AuditEntry") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    entry."previousHash", entry.id, (extract(epoch FROM entry.at) * 1000)::bigint, entry.event, entry."actorId",
    entry."actorName", entry."subjectKind", entry."subjectId", entry."caseKind", entry."caseId", entry."yotCode",
    entry.data, entry."requestId"
  )::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION seal_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- One writer at a time until it commits, so that ids and the chain are in the same order.
  PERFORM pg_advisory_xact_lock(7205759403792793);
  NEW.id := nextval(pg_get_serial_sequence('"AuditEntry"', 'id'));
  NEW."previousHash" := coalesce((SELECT hash FROM "AuditEntry" ORDER BY id DESC LIMIT 1), '');
  NEW.hash := audit_entry_hash(NEW);
  RETURN NEW;
END
$$;

CREATE TRIGGER "AuditEntry_seal" BEFORE INSERT ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION seal_audit_entry();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is append-only';
END
$$;

CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "AuditEntry_no_truncate" BEFORE TRUNCATE ON "AuditEntry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
