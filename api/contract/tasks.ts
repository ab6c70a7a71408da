/** The workbench: lists of user tasks, one task with what its act needs, claim and completion. */
import { z } from 'zod';
import { caseKindTerms } from '../../rules/vocabulary/cases.js';
import { actName, recordedAct } from './acts.js';
import { entryForm } from './entries.js';
import { agreement, areaDetermination, areaSurvey, bagDocument, calculation, negotiation } from './facts.js';
import { engineKey, id, instant, keysOf, labelled, pageOf, pageQuery, yuanText } from './formats.js';
import { householdFacts } from './households.js';
import { noticeReference, noticeTable, objection } from './notices.js';
import { paymentList } from './payments.js';
import { permission } from './problems.js';
import { sheetSection } from './sheet.js';

export const taskScope = z.enum(['mine', 'groups']);
export const taskQuery = pageQuery.extend({
  scope: taskScope.default('mine'),
  /** Part of a case number, address, holder's name, notice number or title, or list number; over all pages. */
  q: z.string().trim().max(60).optional(),
  /** `true`: only tasks whose time is over. */
  overdue: z.stringbool().default(false),
});
export type TaskQuery = z.infer<typeof taskQuery>;

export const caseKind = z.enum(keysOf(caseKindTerms));

export const taskRow = z.object({
  taskKey: engineKey,
  name: z.string(),
  act: actName,
  actLabel: z.string(),
  processId: z.string(),
  processName: z.string(),
  caseKind,
  caseId: z.string(),
  /** What people call the case: case number, project code, notice number or list number. */
  caseTitle: z.string(),
  householdId: id.nullable(),
  caseNumber: z.string().nullable(),
  address: z.string().nullable(),
  projectId: id.nullable(),
  projectName: z.string().nullable(),
  round: z.number().int(),
  waitingSince: instant,
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  /** User name of whoever has claimed it. */
  assignee: z.string().nullable(),
  /** Whether the person asking may claim it (or has), and why not: separation of duties, certificate, claimed. */
  claim: permission,
});
export type TaskRow = z.infer<typeof taskRow>;
/** `GET /api/tasks`. */
export const taskPage = pageOf(taskRow).extend({
  /** More cases match `q` than one search looks at: there may be more tasks than `total`; the text must say more. */
  truncated: z.boolean(),
});
export type TaskPage = z.infer<typeof taskPage>;

/** What the person must enter before completing; `none`: only the verdict. */
export const taskEntry = z.enum([
  'none',
  'area-survey',
  'area-determination',
  'officer-signature',
  'objection-answer',
  'payment-list-version',
  'payee',
  /** Paper ballots, by a list of their own. */
  'ballots',
  /** By the form that comes with the task. */
  'form',
]);
export type TaskEntry = z.infer<typeof taskEntry>;

/** Facts shown with the task; which one comes is settled by its act. */
export const taskFacts = z.discriminatedUnion('kind', [
  /** survey-area. Blind: the other officer's measurement is not shown, so that two measurements are two. */
  z.object({ kind: z.literal('survey'), household: householdFacts, ownSurvey: areaSurvey.nullable() }),
  /** determine-area: both survey records of the round, earlier determinations and their objections. */
  z.object({
    kind: z.literal('determination'),
    household: householdFacts,
    surveys: z.array(areaSurvey),
    determinations: z.array(areaDetermination),
    objections: z.array(objection),
  }),
  z.object({
    kind: z.literal('negotiation'),
    household: householdFacts,
    determination: areaDetermination.nullable(),
    negotiations: z.array(negotiation),
    documents: z.array(bagDocument),
  }),
  /** check-before-signing: every component of the calculation. */
  z.object({
    kind: z.literal('calculation'),
    household: householdFacts,
    determination: areaDetermination.nullable(),
    negotiations: z.array(negotiation),
    calculation: calculation.nullable(),
    documents: z.array(bagDocument),
  }),
  /** sign-as-officer, reviews, rectification, seal: the agreement, the file bag and all earlier verdicts. */
  z.object({
    kind: z.literal('agreement'),
    household: householdFacts,
    agreement: agreement.nullable(),
    calculation: calculation.nullable(),
    documents: z.array(bagDocument),
    /** What each claim of the file rests on, and what is missing. */
    evidence: z.array(sheetSection),
    acts: z.array(recordedAct),
    signedByMe: z.boolean(),
  }),
  /** mask-notice, approve-notice: the rows before and after masking. */
  z.object({
    kind: z.literal('notice'),
    notice: noticeReference,
    /** Text and figures above the table, in one sentence. */
    summary: z.string(),
    original: noticeTable,
    masked: noticeTable.nullable(),
    acts: z.array(recordedAct),
  }),
  z.object({
    kind: z.literal('objection'),
    objection,
    household: householdFacts,
    notice: noticeReference,
    surveys: z.array(areaSurvey),
    determinations: z.array(areaDetermination),
  }),
  /** make-payment-list, levels 1 to 4, release, correct-payee, fund-account (with what is missing). */
  z.object({
    kind: z.literal('payment-list'),
    list: paymentList,
    shortfallYuan: yuanText,
  }),
  /** Every other kind of case: sections of lines, tables, papers and the trail of acts. */
  z.object({ kind: z.literal('sheet'), sections: z.array(sheetSection) }),
]);
export type TaskFacts = z.infer<typeof taskFacts>;

/** `GET /api/tasks/:taskKey`. */
export const taskDetail = taskRow.extend({
  verdicts: z.array(labelled),
  returnReasons: z.array(labelled),
  clauses: z.array(z.string()),
  entry: taskEntry,
  /** True when what must be entered before completing is there. */
  entryDone: z.boolean(),
  /** The linked form as deployed (form-js schema); null when the task has none. */
  form: z.object({ formId: z.string(), version: z.number().int(), schema: z.unknown() }).nullable(),
  /** The fields to enter before completing; null unless `entry` is `form`. */
  entryForm: entryForm.nullable(),
  facts: taskFacts,
});
export type TaskDetail = z.infer<typeof taskDetail>;

/** `POST`/`DELETE /api/tasks/:taskKey/claim` take no body and answer 204. */
/** `POST /api/tasks/:taskKey/completion` answers 204; a denial by the guard is a 409 problem with findings. */
export const completionBody = z
  .object({
    verdict: z.string().trim().max(40).optional(),
    returnReason: z.enum(['a', 'b', 'c']).optional(),
    note: z.string().trim().max(1000).optional(),
  })
  .refine((body) => body.verdict !== 'returned' || (body.note ?? '') !== '', {
    path: ['note'],
    message: '退回时请写明意见',
  });
export type CompletionBody = z.infer<typeof completionBody>;
