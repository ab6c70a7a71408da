import { ACT_NAMES, actOf } from '../../rules/acts.js';
import { caseKindTerms } from '../../rules/vocabulary/cases.js';
import { term } from '../../rules/vocabulary/term.js';
import { optionsOf, wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';

const KINDS = {
  contract: term('合同', '委托合同', 'R-45'),
  approval: term('审批', '审核、批准、退回', 'R-45'),
  document: term('文档', '办理材料和件袋材料', 'R-45'),
};
const acts = Object.fromEntries(ACT_NAMES.map((name) => [name, term(actOf(name).label, name, 'R-45')]));
const verdicts = `CASE done.verdict WHEN 'approved' THEN '通过' WHEN 'returned' THEN '退回' WHEN 'refused' THEN '不通过'
  WHEN 'sealed' THEN '已用印' ELSE done.verdict END`;

/** 合同、审批与文档: what a project's contracts, approvals and papers are, in one place, each with its hash. */
export const projectPapersRegister: Register = {
  name: 'project-papers',
  title: '合同、审批与文档',
  purpose: '一个项目的业务合同、审批流程和文档集中可查，每一份都有内容摘要，由办理过程自动归入。',
  clauses: ['R-45', 'R-46', 'R-47'],
  read: 'read-case',
  columns: [
    { key: 'project', label: '项目' },
    { key: 'kind_label', label: '类别' },
    { key: 'title', label: '名称' },
    { key: 'about', label: '所属' },
    { key: 'person', label: '办理人' },
    { key: 'day', label: '日期' },
    { key: 'content_hash', label: '内容摘要' },
  ],
  filters: [{ key: 'kind', label: '类别', options: optionsOf(KINDS) }],
  rows: `SELECT paper.id, paper.kind, ${wordsInSql('paper.kind', KINDS)} AS kind_label, project.code || ' ' || project.name AS project,
      paper.title, paper.about, account.display_name AS person, civil_day(paper.at)::text AS day, paper.at,
      left(paper.content_hash, 16) AS content_hash, paper.project_id, 'standing' AS state, false AS overdue,
      '{}'::text[] AS next
    FROM (
      SELECT entry.id, 'contract' AS kind, contract.project_id, '委托合同 ' || contract.number AS title,
        firm.name || '，' || contract.valid_from || ' 至 ' || coalesce(contract.valid_to::text, '项目结束') AS about,
        entry.person_id, entry.entered_at AS at, entry.content_hash
      FROM commission_contract contract JOIN task_entry entry ON entry.id = contract.entry_id
      JOIN organisation firm ON firm.id = contract.firm_organisation_id WHERE entry.superseded_at IS NULL
      UNION ALL
      SELECT done.id, 'approval', project_of(done.case_kind, done.case_id),
        ${wordsInSql('done.act', acts)} || '：' || ${verdicts}, ${wordsInSql('done.case_kind', caseKindTerms)},
        done.person_id, done.acted_at, done.content_hash
      FROM case_act done WHERE done.verdict IN ('approved', 'returned', 'refused', 'sealed') AND done.withdrawn_at IS NULL
      UNION ALL
      SELECT document.id, 'document', project_of(document.case_kind, document.case_id), document.name,
        ${wordsInSql('document.case_kind', caseKindTerms)}, document.uploaded_by, document.uploaded_at, document.content_hash
      FROM case_document document
      UNION ALL
      SELECT bag.id, 'document', household.project_id, bag.name, '件袋 ' || household.case_number, bag.uploaded_by,
        bag.uploaded_at, bag.content_hash
      FROM file_bag_document bag JOIN household ON household.id = bag.household_id WHERE bag.superseded_at IS NULL
    ) paper JOIN project ON project.id = paper.project_id JOIN account ON account.id = paper.person_id`,
  sort: 'at DESC',
  entries: [],
};
