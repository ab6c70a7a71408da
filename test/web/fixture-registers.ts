import type { AlarmList, LedgerPage, RegisterPage } from '../../api/contract/index.js';

/** A register with a row that waits, one that is overdue, and a form for each of them. */
export const problemsPage: RegisterPage = {
  name: 'problems',
  title: '问题整改',
  purpose: '逐项落实措施、责任人和期限。',
  clauses: ['R-22'],
  columns: [
    { key: 'problem', label: '问题', numeric: false },
    { key: 'measure', label: '措施', numeric: false },
  ],
  filters: [{ key: 'state', label: '状态', options: [{ value: 'open', label: '待办理' }] }],
  forms: [
    {
      act: 'open-problem',
      actLabel: '登记问题和措施',
      form: {
        schema: {
          properties: {
            problem: { title: '问题', 'x-widget': 'text' },
            measure: { title: '措施', 'x-widget': 'long-text' },
          },
          required: ['problem', 'measure'],
        },
        values: {},
        documents: {},
        enteredAt: null,
        worksheet: false,
      },
    },
  ],
  opening: ['open-problem'],
  items: ['一', '二'].map((name, index) => ({
    id: `00000000-0000-4000-8000-00000000002${String(index)}`,
    cells: { problem: `问题${name}`, measure: '面积调查摸底' },
    state: 'open',
    stateLabel: '待办理',
    overdue: index === 1,
    projectId: null,
    next: [],
    correctable:
      index === 0
        ? { entryId: '00000000-0000-4000-8000-000000000030', act: 'open-problem', values: { problem: '问题一' } }
        : null,
  })),
  page: 1,
  pageSize: 20,
  total: 2,
};

/** What the person at the pages is told of: something overdue of a project, and a text of law that has lapsed. */
export const alarms: AlarmList = {
  items: [
    {
      id: '00000000-0000-4000-8000-000000000040',
      kind: 'step-overdue',
      kindLabel: '步骤超时',
      text: '“实测房屋面积”超过办理时限，请尽快办理；主管请督办',
      dueAt: '2021-08-02T09:20:00+08:00',
      raisedAt: '2021-08-02T09:20:00+08:00',
      overdue: true,
      projectId: '00000000-0000-4000-8000-000000000100',
      projectName: '示例路旧改项目',
    },
    {
      id: '00000000-0000-4000-8000-000000000041',
      kind: 'text-expiring',
      kindLabel: '文件将失效',
      text: '沪府发〔2012〕73号将于 2022-06-30 到期，请及时查明后续文件',
      dueAt: '2022-06-30T23:59:59+08:00',
      raisedAt: '2022-06-01T09:00:00+08:00',
      overdue: false,
      projectId: null,
      projectName: null,
    },
  ],
};

/** An act on a household's case, one that was refused, and one of the system on no project's case. */
export const ledgerPage: LedgerPage = {
  items: [
    { kindLabel: '事项被拒', what: '用印盖章，同一人不得兼办不相容的事项', refused: true, personName: '用印甲' },
    { kindLabel: '事项办理', what: '项目主管复核，退回，第 2 轮', refused: false, personName: '项目主管甲' },
    { kindLabel: '发出警示', what: '', refused: false, personName: '系统' },
  ].map((row, index) => ({
    ...row,
    caseId: `00000000-0000-4000-8000-00000000003${String(index)}`,
    seq: 12 - index,
    at: '2026-03-02T01:00:00.000Z',
    caseTitle: index === 2 ? '会商 2026-1' : 'BS-2026-01-0001',
    householdId: index === 2 ? null : '00000000-0000-4000-8000-000000000001',
    projectId: null,
    projectName: null,
    organisationName: index === 2 ? null : '示例征收事务所',
    clauses: ['R-41', 'SD2'],
    hash: String(index).repeat(64),
  })),
  older: '2026-03-02T01:00:00.000Z~00000000-0000-4000-8000-000000000032~10',
};
