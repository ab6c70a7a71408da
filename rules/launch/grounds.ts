import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';

/** Public interest on state-owned land: the six cases of 征收与补偿条例第8条. */
export const stateGroundTerms = {
  defence: term('国防和外交', '国防和外交的需要', '征收与补偿条例第8条'),
  infrastructure: term('基础设施', '政府组织实施的能源、交通、水利等基础设施建设', '征收与补偿条例第8条'),
  'public-services': term('公共事业', '科技、教育、文化、卫生、体育、环保等公共事业', '征收与补偿条例第8条'),
  'affordable-housing': term('保障性安居工程', '政府组织实施的保障性安居工程建设', '征收与补偿条例第8条'),
  'old-area-renewal': term('旧城区改建', '对危房集中、基础设施落后等地段进行旧城区改建', '征收与补偿条例第8条'),
  'other-law': term('其他法定情形', '法律、行政法规规定的其他公共利益', '征收与补偿条例第8条'),
} as const satisfies Record<string, Term>;
export type StateGround = keyof typeof stateGroundTerms;

/** Public interest on collective land: 土地管理法第45条. */
export const collectiveGroundTerms = {
  military: term('军事和外交', '军事和外交需要用地', '土地管理法第45条'),
  infrastructure: term('基础设施', '政府组织实施的能源、交通、水利、通信等基础设施建设', '土地管理法第45条'),
  'public-services': term('公共事业', '政府组织实施的科教文卫、防灾、文物保护等公共事业', '土地管理法第45条'),
  'affordable-housing': term('扶贫搬迁与保障性安居', '政府组织实施的扶贫搬迁、保障性安居工程', '土地管理法第45条'),
  'area-development': term('成片开发', '经批准在城镇建设用地范围内组织实施的成片开发', '土地管理法第45条'),
  'other-law': term('其他法定情形', '法律规定可以征收的其他情形', '土地管理法第45条'),
} as const satisfies Record<string, Term>;
export type CollectiveGround = keyof typeof collectiveGroundTerms;

/** Kinds of land within a scope. */
export const landTerms = {
  state: term('国有土地', '范围内均为国有土地', 'R-15'),
  collective: term('集体土地', '范围内均为集体土地', 'R-16'),
  both: term('国有与集体土地', '范围内既有国有土地又有集体土地', 'R-15'),
} as const satisfies Record<string, Term>;
export type Land = keyof typeof landTerms;

/** What is prepared beside the negotiation. */
export const formalModeTerms = {
  none: term('不同步准备', '仅实施协议置换', 'R-12'),
  state: term('国有土地征收', '同步准备国有土地上房屋征收', 'R-15'),
  collective: term('集体土地征收', '同步准备征收集体土地房屋补偿', 'R-16'),
} as const satisfies Record<string, Term>;
export type FormalMode = keyof typeof formalModeTerms;
