import { z } from 'zod';
import { sheetSection } from './sheet.js';

const step = z.enum(['reappraisal', 'expert']);

/** A household's own report, what it may still ask for, and what it asked. */
export const ownReport = z.object({
  number: z.string(),
  agencyName: z.string(),
  valueDate: z.string(),
  areaSqm: z.string(),
  unitPriceYuan: z.string(),
  valueYuan: z.string(),
  deliveredOn: z.string(),
  mayAsk: z.object({ reportId: z.uuid(), step, stepLabel: z.string(), lastDay: z.string() }).nullable(),
  objections: z.array(
    z.object({
      stepLabel: z.string(),
      requestedOn: z.string(),
      faults: z.string(),
      answer: z.string().nullable(),
      resultLabel: z.string().nullable(),
    }),
  ),
});
export type OwnReport = z.infer<typeof ownReport>;

/** `GET /api/households/:id/appraisal`. */
export const appraisalView = z.object({ sections: z.array(sheetSection) });
export type AppraisalView = z.infer<typeof appraisalView>;

/** `GET /api/households/:id/evidence-chain`. */
export const evidenceView = z.object({ sections: z.array(sheetSection) });
export type EvidenceView = z.infer<typeof evidenceView>;

/** `POST /api/my-case/report-objections`. */
export const reportObjectionBody = z.object({
  reportId: z.uuid(),
  step,
  faults: z.string().trim().min(1, '请写明评估报告存在的问题').max(2000),
});
export type ReportObjectionBody = z.infer<typeof reportObjectionBody>;
