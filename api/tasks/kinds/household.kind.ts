import type { Transaction } from '../../../db/transaction.js';
import type { TaskCase } from '../../../rules/task-case.js';
import type { StaffCaller } from '../../caller.js';
import { readCaseFile, standingAgreement, standingCalculation, standingDetermination } from '../../case-file.js';
import type { CaseFile } from '../../case-file.js';
import { evidenceSections } from '../../present/evidence-chain.js';
import { moveOutSections } from '../../present/move-out-sheet.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

/** Blind: the other officer's figure is not among the facts, so that two measurements are two. */
function surveyMatter(file: CaseFile, { accountId }: StaffCaller): TaskMatter {
  const { surveyRound } = file.rows.household;
  const index = file.rows.surveys.findIndex((each) => each.officerId === accountId && each.round === surveyRound);
  const ownSurvey = file.surveys[index] ?? null;
  const facts = { kind: 'survey', household: file.household, ownSurvey } as const;
  return { facts, entry: 'area-survey', entryDone: ownSurvey !== null };
}

function determinationMatter(file: CaseFile): TaskMatter {
  const { household, surveys, determinations, objections } = file;
  const standing = standingDetermination(file);
  return {
    facts: { kind: 'determination', household, surveys, determinations, objections },
    entry: 'area-determination',
    entryDone: standing?.status === 'determined',
  };
}

function negotiationMatter(file: CaseFile): TaskMatter {
  const { household, negotiations, documents } = file;
  const determination = standingDetermination(file);
  return nothingToEnter({ kind: 'negotiation', household, determination, negotiations, documents });
}

function calculationMatter(file: CaseFile): TaskMatter {
  const { household, negotiations, documents } = file;
  return nothingToEnter({
    kind: 'calculation',
    household,
    determination: standingDetermination(file),
    negotiations,
    calculation: standingCalculation(file),
    documents,
  });
}

async function agreementMatter(
  tx: Transaction,
  file: CaseFile,
  { act }: TaskCase,
  { accountId }: StaffCaller,
): Promise<TaskMatter> {
  const { household, documents, acts } = file;
  const agreement = standingAgreement(file);
  const signedByMe = file.rows.signatures.some(
    (each) => each.agreementId === agreement?.id && each.personId === accountId,
  );
  const calculation = standingCalculation(file);
  const evidence = await evidenceSections(tx, household.id);
  const facts = {
    kind: 'agreement',
    household,
    agreement,
    calculation,
    documents,
    evidence,
    acts,
    signedByMe,
  } as const;
  if (act !== 'sign-as-officer') return nothingToEnter(facts);
  return { facts, entry: 'officer-signature', entryDone: signedByMe };
}

async function householdMatter(tx: Transaction, taskCase: TaskCase, caller: StaffCaller): Promise<TaskMatter> {
  const file = await readCaseFile(tx, taskCase.id);
  switch (taskCase.act) {
    case 'survey-area':
      return surveyMatter(file, caller);
    case 'determine-area':
      return determinationMatter(file);
    case 'negotiate':
      return negotiationMatter(file);
    case 'check-before-signing':
      return calculationMatter(file);
    case 'agree-handover':
    case 'record-handover':
    case 'decide-late-move-out':
    case 'deregister-rights':
      return nothingToEnter({
        kind: 'sheet',
        sections: await moveOutSections(tx, taskCase.id, taskCase.act !== 'record-handover'),
      });
    default:
      return agreementMatter(tx, file, taskCase, caller);
  }
}

export const householdKind: CaseKindWork = {
  subjects: `SELECT id, case_number AS title, id AS household_id, project_id FROM household WHERE id = ANY($1)`,
  matching: 'SELECT id, id AS process_id FROM matching',
  matter: householdMatter,
};
