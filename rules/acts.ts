/**
 * The one table of what a person may do: every route and every user task names an act of it.
 * An act says which role may do it, on which kind of case, whether a post certificate must be valid that day,
 * how many different persons must do it in one round, and which verdicts it may end with (RULES part 2, part 11).
 * Each domain brings its own acts; here they are put together.
 */
import { agreementActs } from './acts/agreement.js';
import { appraisalActs } from './acts/appraisal.js';
import { archiveActs } from './acts/archive.js';
import { areaActs } from './acts/area.js';
import { conversionActs } from './acts/conversion.js';
import { closingActs } from './acts/closing.js';
import { decisionActs } from './acts/decision.js';
import type { ActDefinition } from './acts/define-act.js';
import { expropriationActs } from './acts/expropriation.js';
import { firmReviewActs } from './acts/firm-reviews.js';
import { householdActs } from './acts/household.js';
import { launchActs } from './acts/launch.js';
import { meetingActs } from './acts/meeting.js';
import { moveOutActs } from './acts/move-out.js';
import { paymentActs } from './acts/payment.js';
import { planActs } from './acts/plan.js';
import { projectActs } from './acts/project.js';
import { publicationActs } from './acts/publication.js';
import { selectionActs } from './acts/selection.js';
import { signingActs } from './acts/signing.js';
import { staffActs } from './acts/staff.js';
import { supervisionActs } from './acts/supervision.js';
import { registerActs } from './acts/registers.js';
import { reviewActs } from './acts/review.js';

export { ROLES } from './acts/roles.js';
export type { CaseKind } from './acts/case-kinds.js';
export type { ActDefinition } from './acts/define-act.js';
export type { Role } from './acts/roles.js';

export const ACTS = {
  ...projectActs,
  ...launchActs,
  ...areaActs,
  ...planActs,
  ...expropriationActs,
  ...publicationActs,
  ...householdActs,
  ...agreementActs,
  ...selectionActs,
  ...appraisalActs,
  ...signingActs,
  ...conversionActs,
  ...reviewActs,
  ...decisionActs,
  ...paymentActs,
  ...moveOutActs,
  ...supervisionActs,
  ...meetingActs,
  ...registerActs,
  ...closingActs,
  ...archiveActs,
  ...firmReviewActs,
  ...staffActs,
} as const satisfies Record<string, ActDefinition>;

export type ActName = keyof typeof ACTS;

export const ACT_NAMES = Object.keys(ACTS) as ActName[];

export const isActName = (name: string): name is ActName => Object.hasOwn(ACTS, name);

/** The definition of an act, widened to its interface. */
export const actOf = (name: ActName): ActDefinition => ACTS[name];
