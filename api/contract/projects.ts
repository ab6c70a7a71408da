/** Projects: list, page, registration, import of households, opening of the signing period. */
import { z } from 'zod';
import { modeTerms } from '../../rules/vocabulary/cases.js';
import { householdStage } from './facts.js';
import { areaInput, day, freeText, id, instant, keysOf, pageOf, yuanInput, yuanText } from './formats.js';
import { noticeReference } from './notices.js';
import { paymentListStatus } from './payments.js';
import { finding } from './problems.js';
import { sheetSection } from './sheet.js';

export const projectMode = z.enum(keysOf(modeTerms));

export const projectRow = z.object({
  id,
  code: z.string(),
  name: z.string(),
  mode: projectMode,
  modeLabel: z.string(),
  registeredOn: day,
  households: z.number().int(),
  frozen: z.number().int(),
  /** Households whose agreement is sealed: what the signing rate counts. */
  signed: z.number().int(),
  paid: z.number().int(),
  /** Signed households by all households, in basis points (8500 = 85 %). */
  rateBp: z.number().int(),
  effectiveRateBp: z.number().int(),
  signingOpenedAt: instant.nullable(),
  signingEndsAt: instant.nullable(),
  rateReachedAt: instant.nullable(),
});
export type ProjectRow = z.infer<typeof projectRow>;
export const projectPage = pageOf(projectRow);
export type ProjectPage = z.infer<typeof projectPage>;

/** `GET /api/projects/:id`. */
export const projectView = projectRow.extend({
  policyVersion: z.string(),
  /** As proposed at the registration; what counts stands in the adopted plan. */
  averagePriceYuan: yuanText.nullable(),
  subsidyCoefficientBp: z.number().int().nullable(),
  unitSizeSubsidySqm: z.string().nullable(),
  conversionPriceYuan: yuanText.nullable(),
  signingPeriodDays: z.number().int(),
  townOrganisationName: z.string(),
  firmOrganisationName: z.string(),
  accountBalanceYuan: yuanText,
  stages: z.array(z.object({ stage: householdStage, label: z.string(), households: z.number().int() })),
  notices: z.array(noticeReference),
  paymentLists: z.array(
    z.object({
      id,
      number: z.string(),
      version: z.number().int(),
      totalYuan: yuanText,
      status: paymentListStatus,
      statusLabel: z.string(),
      dueOn: day,
    }),
  ),
});
export type ProjectView = z.infer<typeof projectView>;

/** `POST /api/projects`. Prices are suggested for the plan, whose limits the rules check; on collective land there are none. */
export const projectBody = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z0-9][A-Z0-9-]{1,30}$/, '项目编号由大写字母、数字和连字符组成'),
  name: freeText(80),
  mode: projectMode,
  registeredOn: day,
  averagePriceYuan: yuanInput.nullable().default(null),
  subsidyCoefficientBp: z.number().int().min(0).max(10_000).nullable().default(null),
  unitSizeSubsidySqm: areaInput.nullable().default(null),
  /** Null: as the policy of the day says. */
  effectiveRateBp: z.number().int().min(1).max(10_000).nullable().default(null),
  signingPeriodDays: z.number().int().min(1).max(365).nullable().default(null),
  conversionPriceYuan: yuanInput.nullable().default(null),
  /** May be left out where there is only one town, or one firm. */
  townOrganisationId: id.optional(),
  firmOrganisationId: id.optional(),
});
export type ProjectBody = z.input<typeof projectBody>;

/** `POST /api/projects/:id/households`, content type `text/csv`: all rows or none. */
export const importResult = z.object({ imported: z.number().int(), unchanged: z.number().int() });
export type ImportResult = z.infer<typeof importResult>;
/** One wrong cell, as `findings` of the problem carry it (`path` = `row 12, column unitPrice`). */
export const importFinding = finding;

/** `POST /api/projects/:id/signing`: the period has as many days as the adopted plan says. */
export const signingOpened = z.object({ openedAt: instant, endsAt: instant });
export type SigningOpened = z.infer<typeof signingOpened>;

/** The end of a project in sections that one part draws; empty before all its households are closed. */
export const projectClosingView = z.object({ closedAt: instant.nullable(), sections: z.array(sheetSection) });

/** The compensation plan of each track of a project. */
export const projectPlansView = z.object({
  tracks: z.array(z.object({ id, modeLabel: z.string(), formal: z.boolean(), sections: z.array(sheetSection) })),
});
/** `GET /api/tracks/:id/expropriation`, and for everybody `GET /api/public/tracks/:id/expropriation`. */
export const expropriationView = z.object({
  projectId: id,
  projectName: z.string(),
  modeLabel: z.string(),
  stateLabel: z.string(),
  sections: z.array(sheetSection),
});
export type ExpropriationView = z.infer<typeof expropriationView>;
export type ProjectPlansView = z.infer<typeof projectPlansView>;
export type ProjectClosingView = z.infer<typeof projectClosingView>;
