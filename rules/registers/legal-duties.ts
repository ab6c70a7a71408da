import type { OrganisationKind } from '../vocabulary/people.js';

/** What the plan and the law lay upon a kind of body, and the clauses that say so. */
export interface LegalDuty {
  readonly duty: string;
  readonly clauses: string;
}

const AREA_DUTY = {
  duty: '作为属地实施主体，委托事务所，组织投票、审核并下发评估报告',
  clauses: 'R-4、R-9、R-10、R-35',
};

/** Who is bound and to what; a body not named here is bound by R-4 alone. */
export const LEGAL_DUTIES: Partial<Readonly<Record<OrganisationKind, LegalDuty>>> = {
  'district-government': { duty: '作为征收主体作出征收决定和补偿决定，不得转授', clauses: 'R-4、R-5' },
  'housing-bureau': { duty: '组织实施国有土地上房屋征收，代行行政主体，指导和管理政策', clauses: 'R-4、R-6、R-7、R-8' },
  'planning-bureau': {
    duty: '组织实施集体土地上房屋补偿，代行行政主体，指导和管理政策',
    clauses: 'R-4、R-6、R-7、R-8',
  },
  'determination-body': { duty: '认定房屋面积并公示，无误后方可协商与征收', clauses: 'R-4、R-24、R-25' },
  town: AREA_DUTY,
  firm: { duty: '受街镇委托承担具体工作，两人以上持证办理，建立内部监管', clauses: 'R-2、R-4、R-10、R-42、R-51' },
  'investment-supervision-firm': { duty: '审核签约前、签约中和资金使用', clauses: 'R-4、R-50、R-61' },
  'appraisal-agency': { duty: '依法定程序评估，评估报告报街镇审核', clauses: 'R-4、R-32、R-34' },
  'state-assets-commission': { duty: '监督两家事务所，督促整改，落实廉政责任', clauses: 'R-2、R-4、R-73' },
  'audit-bureau': { duty: '审计资金并公布结果', clauses: 'R-3、R-4' },
  'discipline-commission': { duty: '监督履职，受理举报', clauses: 'R-3、R-4、R-73' },
};

export const GENERAL_DUTY: LegalDuty = { duty: '认真按照本方案执行', clauses: 'R-4' };
