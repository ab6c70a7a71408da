import type * as contract from '../../api/contract/index.js';
import { id, NOW } from './fixture-facts.js';

/** A base that is due, and an inspection of it whose rectification is late. */
const inspection: contract.InspectionRowView = {
  id: id(1),
  number: '检-BS-2021-01-001',
  projectId: id(100),
  projectName: '示例路旧城区改建项目',
  kind: 'random',
  kindLabel: '随机抽查',
  side: 'outside',
  sideLabel: '外部（区国资委）',
  state: 'to-rectify',
  stateLabel: '待整改',
  reason: '群众反映',
  findings: 2,
  nextDueOn: '2021-09-07',
  overdue: true,
  openedAt: NOW,
  closedAt: null,
};

export const inspectionPage: contract.InspectionPage = { items: [inspection], page: 1, pageSize: 100, total: 1 };

export const baseList: contract.BaseList = {
  items: [
    {
      projectId: id(100),
      projectName: '示例路旧城区改建项目',
      firmName: '示例第一征收事务所',
      lastInspectedOn: null,
      dueOn: '2021-09-07',
      findings: [{ code: 'OVERDUE', message: '定期检查应于 2021-09-07 前完成，请尽快检查', clauses: ['R-70'] }],
    },
  ],
};

export const inspectionView: contract.InspectionView = {
  row: inspection,
  sections: [{ kind: 'lines', title: '检查情况', lines: [{ label: '类别', value: '随机抽查' }] }],
};
