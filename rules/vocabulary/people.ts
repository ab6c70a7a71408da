import type { Role } from '../acts.js';
import { term } from './term.js';
import type { Term } from './term.js';

/** Who acts: the post a person holds. */
export const roleTerms: Readonly<Record<Role, Term>> = {
  'district-government': term('区政府', '征收主体，决定启动征收准备、作出征收决定与补偿决定', 'R-5'),
  'planning-officer': term('区规划资源经办', '集体土地征收的组织实施部门工作人员', 'R-7'),
  'land-agency-officer': term('征地事务机构经办', '集体土地补偿的具体经办，受理异议与听证申请', 'R-16'),
  'town-officer': term('街镇经办', '街镇（园区）作为属地实施主体的工作人员', 'R-9'),
  'district-officer': term('区房管经办', '区征收部门（房管、规划资源）工作人员', 'R-6'),
  'determination-officer': term('面积认定人员', '认定机关中确认面积与合法性的人员', 'R-24'),
  'field-officer': term('经办人', '征收事务所前期工作人员，持证两人一组', 'R-42'),
  'project-supervisor': term('项目主管', '复核经办人签约的现场负责人', 'R-38'),
  'supervision-department': term('监管部', '事务所内部监管，检查合法、程序与资料完整', 'R-51'),
  'investment-supervisor': term('投资监理', '第三方审核签约与资金使用', 'R-50'),
  valuer: term('注册房地产估价师', '估价机构中勘查、评估并现场解释的人员', 'R-32'),
  'expert-committee': term('评估专家', '市房地产估价专家委员会中鉴定报告的专家', 'R-36'),
  'panel-member': term('公信评议员', '代表、村居委工作人员、律师等评议特殊问题的人员', 'R-30'),
  notary: term('公证员', '见证投票、抽签与证据', 'SD3'),
  approver: term('审批人', '事务所负责审批协议的负责人', 'R-37'),
  'seal-keeper': term('用印人', '审核全部通过后盖章的保管人', 'R-41'),
  'publication-checker': term('公示审核人', '审核脱敏后公示内容的人员', 'SD11'),
  'payment-maker': term('清单编制人', '按协议期限编制补偿款发放清单', 'R-58'),
  bookkeeper: term('会计', '二级审核并核对银行回单', 'SD9'),
  'finance-head': term('财务负责人', '三级审核并管理专户', 'R-56'),
  'general-manager': term('总经理', '四级审核', 'R-59'),
  'staff-manager': term('人事管理', '事务所中负责招录、培训与上岗证的人员', 'R-62'),
  archivist: term('档案管理员', '接收、核对并保管档案的人员', 'R-47'),
  'district-archivist': term('区档案馆人员', '接收移交的档案，决定到期档案的销毁', 'R-47'),
  'state-assets-inspector': term('国资监管人员', '区国资委对事务所检查与惩戒建议的人员', 'R-2'),
  auditor: term('审计人员', '区审计局人员，只读', 'SD17'),
  'discipline-inspector': term('纪检监察人员', '区纪委监委人员，只读', 'SD17'),
  administrator: term('系统管理员', '维护系统，看不到案件内容', 'SD14'),
};

/** Which kind of body an account belongs to. */
export const organisationTerms = {
  'district-government': term('区人民政府', '征收主体，作出征收决定与补偿决定', 'R-5'),
  'housing-bureau': term('区房管局', '国有土地上房屋征收部门', 'R-6'),
  'planning-bureau': term('区规划资源局', '集体土地征收的组织实施部门', 'R-6'),
  'determination-body': term('面积认定机关', '确认未登记建筑与面积的机关', 'R-24'),
  town: term('街镇（园区）', '属地实施主体', 'R-9'),
  firm: term('征收事务所', '受街镇委托的实施单位', 'R-10'),
  'investment-supervision-firm': term('投资监理单位', '全过程审核监管的第三方', 'R-50'),
  'appraisal-agency': term('房地产估价机构', '评估并现场解释', 'R-17'),
  'expert-committee': term('房地产估价专家委员会', '鉴定评估报告的市级专家组织', 'R-36'),
  'notary-office': term('公证处', '见证投票、抽签与证据', 'SD3'),
  'land-agency': term('征地事务机构', '集体土地补偿的具体经办机构', 'R-16'),
  'village-committee': term('村居委会', '协助政策宣传、评议与纠纷化解', 'R-66'),
  builder: term('建设单位', '项目的建设方，不得参与搬迁', '征收与补偿条例第27条'),
  'state-assets-commission': term('区国资委', '对事务所履行出资人监督', 'R-2'),
  'audit-bureau': term('区审计局', '审计资金并公布结果', '征收与补偿条例第29条'),
  'discipline-commission': term('区纪委监委', '受理举报，监督履职', 'R-73'),
  archive: term('区档案馆', '接收进馆档案，审定销毁清单', 'R-47'),
  bank: term('专户银行', '开立项目专户并付款', 'R-56'),
} as const satisfies Record<string, Term>;

export type OrganisationKind = keyof typeof organisationTerms;
