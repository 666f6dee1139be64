-- AlterEnum
ALTER TYPE "CaseKind" ADD VALUE 'enquiry';
