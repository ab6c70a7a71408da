import { checkAttendance } from '../../rules/meeting/convene.js';
import type { ActName } from '../../rules/acts.js';
import { agendaOf, attendanceOf } from '../repositories/meetings.repository.js';
import { getDecision } from '../repositories/minutes.repository.js';
import { organisationNames } from '../repositories/organisations.repository.js';
import type { ActHandling, ActHandlings, CompletionCheck, PerCaseSql } from './act-handling.js';

/** The hash of what was entered last by this act on the case. */
const entered = (act: ActName): PerCaseSql =>
  `SELECT DISTINCT ON (case_id) case_id AS id, content_hash AS value FROM task_entry
   WHERE case_id = ANY($1) AND act = '${act}' AND superseded_at IS NULL ORDER BY case_id, seq DESC`;

const allBodiesThere: CompletionCheck = async (tx, { taskCase, verdict }) => {
  if (verdict !== 'held') return [];
  const agenda = await agendaOf(tx, taskCase.id);
  const attendance = await attendanceOf(tx, taskCase.id);
  const required = agenda?.bodies ?? [];
  const present = (attendance?.attendees ?? []).map(({ organisationId }) => organisationId);
  const names = await organisationNames(tx, [...required, ...present]);
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id);
  return checkAttendance(named(required), named(present));
};

/** Nobody but the owner that the minutes name. */
const onlyOwner: ActHandling['begin'] = async (tx, decisionId, personId) => {
  const { ownerId } = await getDecision(tx, decisionId);
  if (ownerId === personId) return [];
  return [{ code: 'ROLE_MISSING', message: '该议定事项只能由纪要写明的责任人办理', basis: 'R-28' }];
};

/** Joint meetings, their decisions, and the agreements a new reading touches. */
export const meetingHandlings: ActHandlings = {
  'record-attendance': { check: allBodiesThere },
  'confirm-minutes': { content: entered('record-minutes') },
  'carry-out-decision': { begin: onlyOwner },
  'confirm-decision': { content: entered('carry-out-decision') },
};
