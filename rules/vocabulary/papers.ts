import { term } from './term.js';
import type { Term } from './term.js';

/** What is made public: an official act (公告), a display for objection (公示) or a disclosure (公布). */
export const noticeKindTerms = {
  'project-scope': term('项目范围公布', '项目范围与实施单位', 'R-21'),
  'freeze-notice': term('暂停办理公告', '范围内暂停办理的事项与期限', '征收与补偿条例第16条'),
  'area-list': term('面积认定公示', '各户认定面积，听取异议', 'R-24'),
  'willingness-result': term('意愿征询结果公布', '第一轮意愿征询的同意率', '市政府令第71号第12条'),
  'plan-draft': term('补偿方案征求意见', '补偿方案草案，征求意见', '征收与补偿条例第10条'),
  'plan-final': term('补偿方案公布', '意见处理与修改情况', '征收与补偿条例第11条'),
  'expropriation-decision': term('征收决定公告', '区人民政府的房屋征收决定', '征收与补偿条例第13条'),
  'expropriation-refusal': term('不予征收公布', '区人民政府决定不予征收，征收一轨终结', 'R-21'),
  'collective-pre-notice': term('征收土地预公告', '集体土地征收启动公告', '土地管理法实施条例第26条'),
  'agency-call': term('评估机构征集公告', '指定网站征集评估机构报名', 'R-19'),
  'agency-candidates': term('候选评估机构公示', '候选机构名单与投票办法', 'R-21'),
  'agency-vote': term('评估机构投票结果公布', '一次投票的结果与下一步', 'R-21'),
  'agency-lottery': term('评估机构摇号公告', '摇号名单、种子来源与办法', 'R-21'),
  'agency-choice': term('评估机构选定公示', '评估机构选定结果', 'R-21'),
  'preliminary-appraisal': term('初步评估结果公示', '分户初步评估结果', '国有土地上房屋征收评估办法第16条'),
  'appraisal-result': term('评估报告下发公布', '分户评估报告已审核下发', 'R-21'),
  'hardship-recognition': term('居住困难户认定公示', '居住困难户认定结果', '市政府令第71号第31条'),
  'review-opinion': term('公信评议意见公示', '特殊问题评议意见', 'R-31'),
  'effective-notice': term('协议生效公告', '签约率达到生效比例', '市政府令第71号第21条'),
  'signing-result': term('签约结果公告', '签约期满后延长或终止', 'R-21'),
  'conversion-decision': term('转征收决定公告', '区人民政府是否转为征收的决定', 'R-14'),
  'compensation-decision': term('补偿决定公告', '区人民政府的补偿决定，在征收范围内公告', '征收与补偿条例第26条'),
  'household-results': term('分户补偿结果公布', '分户补偿情况，仅限征收范围内', '征收与补偿条例第29条'),
  'audit-result': term('审计结果公布', '项目结算与审计结论', '征收与补偿条例第29条'),
} as const satisfies Record<string, Term>;
export type NoticeKind = keyof typeof noticeKindTerms;

/** Kinds of papers of a file bag (签约件袋). */
export const documentTypeTerms = {
  'identity-proof': term('身份证明', '权利人或承租人的身份证件', 'R-40'),
  'ownership-certificate': term('房地产权证', '有效产权证明', '市政府令第71号第23条'),
  'tenancy-voucher': term('租用公房凭证', '有效的公房租赁凭证', '市政府令第71号第23条'),
  'household-register': term('户籍资料', '在册人口与安置人员资料', 'R-40'),
  'appraisal-report': term('分户评估报告', '估价机构盖章的分户报告', 'R-32'),
  'bank-account-proof': term('收款账户证明', '收款账户属于协议当事人的证明', 'R-58'),
  'hardship-recognition': term('居住困难户认定书', '居住困难户认定并已公示的证明', '市政府令第71号第31条'),
  'payee-authority': term('收款授权', '经公证的家庭协议或法院文书', 'R-58'),
  'power-of-attorney': term('授权委托书', '代理签约的委托书', 'R-40'),
  'signed-agreement': term('纸质协议签署件', '户在纸面签署的协议扫描件，原件另存', 'R-48'),
  'business-papers': term('用途与经营资料', '证照、效益证明、设备清单与评估报告', '征收与补偿条例第23条'),
  other: term('其他材料', '其他与本户有关的材料', 'R-47'),
} as const satisfies Record<string, Term>;
export type DocumentType = keyof typeof documentTypeTerms;

export const isDocumentType = (text: string): text is DocumentType => Object.hasOwn(documentTypeTerms, text);
export const isNoticeKind = (text: string): text is NoticeKind => Object.hasOwn(noticeKindTerms, text);
