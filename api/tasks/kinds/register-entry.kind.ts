import { changeFindings, proposalOf } from '../../../db/repositories/rule-changes.repository.js';
import { PolicyBook } from '../../../db/repositories/policy-book.js';
import { registeredProject } from '../../../db/repositories/projects.repository.js';
import type { Transaction } from '../../../db/transaction.js';
import { findParameter } from '../../../rules/policy/effective-policy.js';
import { textOfValue } from '../../../rules/policy/parameter-text.js';
import type { TaskCase } from '../../../rules/task-case.js';
import { linesSection, trailSection } from '../../present/sheet.js';
import type { StaffCaller } from '../../caller.js';
import { nothingToEnter } from './case-kind-work.js';
import type { CaseKindWork, TaskMatter } from './case-kind-work.js';

/** What somebody decides on who approves a change of a figure: old and new, ground, day, for whom, and what stands against it. */
async function matter(tx: Transaction, { id }: TaskCase, caller: StaffCaller): Promise<TaskMatter> {
  const proposal = await proposalOf(tx, id);
  const project = proposal.projectId === null ? null : await registeredProject(tx, proposal.projectId);
  const book = await PolicyBook.load(tx);
  const policy = project ? book.policyOf(project) : book.policyFrom(await tx.today());
  const parameter = findParameter(policy, proposal.parameter)?.parameter;
  const findings = await changeFindings(tx, proposal, proposal.proposedBy, caller.accountId);
  const facts = linesSection('参数变更', [
    ['参数', parameter && `${parameter.label}（${parameter.unit}）`],
    ['现行数值', parameter && (textOfValue(parameter.value) || '各项目自定'), parameter?.basis ?? ''],
    ['新数值', proposal.value],
    ['依据', proposal.legalSource, proposal.confirmed ? '已经法务核对' : '未经法务核对'],
    ['生效日', proposal.validFrom],
    ['适用', project ? `${project.code} ${project.name}` : '生效日起登记的全部项目'],
    ['不能批准的原因', findings.map(({ message }) => message).join('；'), 'SD10'],
  ]);
  return nothingToEnter({ kind: 'sheet', sections: [facts, await trailSection(tx, id)] });
}

const PROPOSALS = `SELECT said.row_id AS id, proposal.parameter, proposal.project_id FROM rule_change_proposal proposal
  JOIN register_standing said ON said.id = proposal.entry_id`;

/** A row of a register that a task is about: a change of a figure that waits for its approval. */
export const registerEntryKind: CaseKindWork = {
  subjects: `SELECT id, parameter AS title, NULL::uuid AS household_id, project_id FROM (${PROPOSALS}) row
    WHERE id = ANY($1)`,
  matching: `SELECT id, id AS process_id FROM (${PROPOSALS}) row WHERE lower(parameter) LIKE $1`,
  processIds: ['rule-change'],
  matter,
};
