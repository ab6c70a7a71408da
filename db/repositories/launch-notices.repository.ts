import { collectiveGroundTerms, landTerms } from '../../rules/launch/grounds.js';
import { formatSqm } from '../../rules/units.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustFind } from './find.js';
import { formalGroundOf, freezeNoticeOf, scopeOf } from './launch.repository.js';
import type { ProjectScope } from './launch.repository.js';
import { createNotice } from './notices.repository.js';

/** Notices of the start of a project, made from what was entered and approved. */
export const LAUNCH_NOTICE_KINDS = ['project-scope', 'freeze-notice', 'collective-pre-notice'] as const;
export type LaunchNoticeKind = (typeof LAUNCH_NOTICE_KINDS)[number];

const wordsOf = ({ boundary, land, areaHundredths, householdsExpected }: ProjectScope): string =>
  `范围：${boundary}；${landTerms[land].label}，面积约 ${formatSqm(areaHundredths)} 平方米，预计 ${String(householdsExpected)} 户。`;

async function scopeText(tx: Transaction, projectId: string): Promise<string> {
  const scope = await scopeOf(tx, projectId);
  if (scope === undefined) throw refusal('FIELD_MISSING', '尚未划定项目范围，不能公布', 'R-21');
  return wordsOf(scope);
}

async function freezeText(tx: Transaction, projectId: string): Promise<string> {
  const freeze = await freezeNoticeOf(tx, projectId);
  if (freeze === undefined) throw refusal('FIELD_MISSING', '尚未拟定暂停办理通知，不能公布', '征收与补偿条例第16条');
  const { startsOn, endsOn, matters, authorities } = freeze;
  return `${await scopeText(tx, projectId)}自 ${startsOn} 至 ${endsOn} 暂停办理：${matters}。已书面通知：${authorities.join('、')}。违反规定实施的，不予补偿。`;
}

async function preNoticeText(tx: Transaction, projectId: string): Promise<string> {
  const ground = await formalGroundOf(tx, projectId);
  if (ground?.mode !== 'collective') {
    throw refusal('FIELD_MISSING', '尚未提出集体土地征收理由，不能预公告', '土地管理法实施条例第26条');
  }
  const terms: Readonly<Record<string, { label: string }>> = collectiveGroundTerms;
  const purpose = terms[ground.ground]?.label ?? ground.ground;
  return `${await scopeText(tx, projectId)}征收目的：${purpose}，${ground.explanation}。将开展土地现状调查；自本公告发布之日起，抢栽抢建的部分不予补偿。`;
}

const TEXTS: Readonly<Record<LaunchNoticeKind, (tx: Transaction, projectId: string) => Promise<string>>> = {
  'project-scope': scopeText,
  'freeze-notice': freezeText,
  'collective-pre-notice': preNoticeText,
};

/** Makes a notice of the start of a project, to be masked, approved and published. Answers its id. */
export async function createLaunchNotice(tx: Transaction, projectId: string, kind: LaunchNoticeKind): Promise<string> {
  const project = await mustFind(tx, Project, { id: projectId });
  return createNotice(tx, project, { kind, summary: await TEXTS[kind](tx, projectId), rows: [] });
}
