import {
  commissionOf,
  formalChoiceOf,
  formalGroundOf,
  freezeNoticeOf,
  scopeOf,
} from '../../db/repositories/launch.repository.js';
import { specialAccountBalance } from '../../db/repositories/special-accounts.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { collectiveGroundTerms, formalModeTerms, landTerms, stateGroundTerms } from '../../rules/launch/grounds.js';
import { formatSqm, formatYuan } from '../../rules/units.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection } from './sheet.js';

async function scopeSection(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  const scope = await scopeOf(tx, projectId);
  if (scope === undefined) return [];
  const balance = await specialAccountBalance(tx, projectId);
  return [
    linesSection('项目范围', [
      ['四至范围', scope.boundary],
      ['土地性质', landTerms[scope.land].label],
      ['范围面积', `${formatSqm(scope.areaHundredths)} 平方米`],
      ['预计户数', `${String(scope.householdsExpected)} 户`],
      ['旧城区改建', scope.oldAreaRenewal ? '是' : '否'],
      ['启动资金', `${formatYuan(scope.launchFundsFen)} 元`, '须先存入项目专户（R-56）'],
      ['专户余额', `${formatYuan(balance)} 元`],
    ]),
  ];
}

async function commissionSection(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  const contract = await commissionOf(tx, projectId);
  if (contract === undefined) return [];
  const { firmOrganisationId, principalOrganisationId, ordererOrganisationId } = contract;
  const rows = await tx.query<{ id: string; name: string }>('SELECT id, name FROM organisation WHERE id = ANY($1)', [
    [firmOrganisationId, principalOrganisationId, ordererOrganisationId],
  ]);
  const nameOf = (id: string): string => rows.find((row) => row.id === id)?.name ?? '—';
  return [
    linesSection('委托合同', [
      ['合同编号', contract.number],
      ['受托事务所', nameOf(firmOrganisationId)],
      ['委托人', nameOf(principalOrganisationId), '征收部门，对受托行为承担法律责任'],
      ['下达任务单位', nameOf(ordererOrganisationId)],
      ['期限', `${contract.validFrom} 至 ${contract.validTo ?? '项目结束'}`],
    ]),
  ];
}

async function formalSection(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  const choice = await formalChoiceOf(tx, projectId);
  if (choice === undefined) return [];
  const ground = await formalGroundOf(tx, projectId);
  const freeze = await freezeNoticeOf(tx, projectId);
  const terms: Readonly<Record<string, { label: string }>> =
    ground?.mode === 'collective' ? collectiveGroundTerms : stateGroundTerms;
  return [
    linesSection('同步准备征收', [
      ['方式', formalModeTerms[choice.formalMode].label],
      ['理由', choice.reason],
      ['公共利益情形', ground && (terms[ground.ground]?.label ?? ground.ground)],
      ['说明', ground?.explanation],
      ['暂停办理', freeze && `${freeze.startsOn} 至 ${freeze.endsOn}：${freeze.matters}`],
      ['通知单位', freeze?.authorities.join('、')],
    ]),
  ];
}

/** What was entered for the start of a project, as far as it has come. */
export async function launchSections(tx: Transaction, projectId: string): Promise<SheetSection[]> {
  return [
    ...(await scopeSection(tx, projectId)),
    ...(await commissionSection(tx, projectId)),
    ...(await formalSection(tx, projectId)),
  ];
}
