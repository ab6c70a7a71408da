import { certificatesOf } from '../../db/repositories/accounts.repository.js';
import { policyOfDistrict } from '../../db/repositories/policy-book.js';
import {
  assessmentsOf,
  certificationOf,
  getStaffMember,
  trainingOfPersons,
} from '../../db/repositories/staff-members.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { staffOriginTerms, trainingFormTerms, trainingKindTerms } from '../../rules/staff/staff-terms.js';
import { trainingOf } from '../../rules/staff/training.js';
import type { SheetSection } from '../contract/index.js';
import { People } from './people.js';
import { linesSection, tableSection } from './sheet.js';

const OUTCOMES = { hired: '已录用', refused: '未录用' } as const;

async function trainingSections(tx: Transaction, accountId: string): Promise<SheetSection[]> {
  const sessions = await trainingOfPersons(tx, [accountId]);
  const today = await tx.today();
  const year = Number(today.slice(0, 4));
  const { value, findings } = trainingOf(accountId, sessions, year, await policyOfDistrict(tx));
  return [
    linesSection('本年培训', [
      ['已核实学时', `${String(value.hours)} 学时`],
      ['其中法律与廉洁教育', `${String(value.lawHours)} 学时`],
      ['全市上岗专项培训', value.cityCourse ? '已参加' : '未参加'],
      ['尚缺', findings.map(({ message }) => message).join('；')],
    ]),
    tableSection(
      '培训记录',
      ['日期', '类别', '方式', '内容', '学时', '核实'],
      sessions.map(({ on, kind, form, topic, hours, confirmed }) => [
        on,
        trainingKindTerms[kind].label,
        trainingFormTerms[form].label,
        topic,
        String(hours),
        confirmed ? '已核实' : '待核实',
      ]),
      '还没有培训记录',
    ),
  ];
}

/** A person of the staff: proposal, assessments, training, examination, certificates. */
export async function staffSections(tx: Transaction, id: string): Promise<SheetSection[]> {
  const member = await getStaffMember(tx, id);
  const people = await People.of(tx, [member.accountId, member.proposedBy]);
  const assessments = await assessmentsOf(tx, id);
  const certification = await certificationOf(tx, id);
  const certificates = await certificatesOf(tx, member.accountId);
  return [
    linesSection('人员', [
      ['人员编号', member.number],
      ['姓名', people.nameOf(member.accountId)],
      ['单位', people.organisationOf(member.accountId)],
      ['来源', staffOriginTerms[member.origin].label],
      ['推荐理由', member.reason],
      ['推荐人', member.proposedBy && people.nameOf(member.proposedBy)],
      ['利害关系申报', member.ties ?? '尚未申报', '须在录用前申报（SD15）'],
      ['录用', member.outcome && OUTCOMES[member.outcome]],
    ]),
    ...assessments.map(({ kind, basis, recordChecked }) =>
      kind === 'ethics'
        ? linesSection('职业道德评估', [
            ['评估情况', basis],
            ['惩戒与禁入记录', recordChecked ? '已查询' : '未查询'],
          ])
        : linesSection('业务能力评估', [['评估情况', basis]]),
    ),
    ...(await trainingSections(tx, member.accountId)),
    linesSection('考试', [
      ['考试日期', certification?.examOn],
      ['结果', certification && (certification.examPassed ? '合格' : '不合格')],
      ['上岗证编号', certification?.number],
    ]),
    tableSection(
      '上岗证',
      ['编号', '起始日', '终止日'],
      certificates.map(({ number, validFrom, validTo }) => [number, validFrom, validTo]),
      '还没有上岗证',
    ),
  ];
}
