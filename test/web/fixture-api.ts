/**
 * The API's port as pages see it, without a database: answers that keep to the contract (each is parsed by its schema),
 * so that every page and every kind of task can be looked at on its own. What pages do with the real API is tested
 * where the whole application runs.
 */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import express, { type Request, type Response } from 'express';
import helmet from 'helmet';
import type { z } from 'zod';
import * as contract from '../../api/contract/index.js';
import { publishedVoteFixture } from '../factories/published-vote.js';
import { accountBook } from './fixture-account-book.js';
import * as facts from './fixture-facts.js';
import { alarms, ledgerPage, problemsPage } from './fixture-registers.js';
import * as draws from './fixture-draws.js';
import * as inspections from './fixture-inspections.js';
import { allTasks, DENIED_TASK } from './fixture-tasks.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface FixtureApi {
  readonly url: string;
  /** What the pages sent, newest last. */
  readonly sent: { method: string; path: string; body: unknown }[];
  /** Ends every session, as a restart with a new secret would. */
  readonly dropSessions: () => void;
  readonly close: () => Promise<void>;
}

const problem = (response: Response, body: Partial<contract.Problem> & { status: number; code: string }): void => {
  response
    .status(body.status)
    .type('application/problem+json')
    .send(
      JSON.stringify(
        contract.problem.parse({
          type: `/problems/${body.code}`,
          title: '不能办理',
          detail: '',
          instance: '/api',
          findings: [],
          traceId: 'trace-1',
          ...body,
        }),
      ),
    );
};

const processes: contract.ProcessView = {
  instances: [
    {
      processInstanceKey: '1',
      parentProcessInstanceKey: null,
      processId: 'household-case',
      name: '户案',
      state: 'ACTIVE',
      startedAt: facts.NOW,
      endedAt: null,
      xml: readFileSync(`${root}bpmn/household-case/household-case.bpmn`, 'utf8'),
      activeElements: ['Call_AreaDetermination'],
      completedElements: ['Event_HouseholdRegistered'],
      takenFlows: ['Flow_HouseholdRegistered_To_AreaDetermination'],
      incidents: [],
    },
    {
      processInstanceKey: '2',
      parentProcessInstanceKey: '1',
      processId: 'area-determination',
      name: '面积认定',
      state: 'ACTIVE',
      startedAt: facts.NOW,
      endedAt: null,
      xml: readFileSync(`${root}bpmn/area-determination/area-determination.bpmn`, 'utf8'),
      activeElements: ['Task_DetermineArea'],
      completedElements: [
        'Event_AreaDeterminationStarted',
        'Task_SurveyFirst',
        'Task_SurveySecond',
        'Task_CompareAreaSurveys',
      ],
      takenFlows: ['Flow_SurveyFirst_To_JoinSurvey', 'Flow_SurveysAgree_To_DetermineArea'],
      incidents: [],
    },
  ],
};

const staff: contract.Session = {
  kind: 'staff',
  username: 'demo',
  displayName: '经办甲',
  organisationName: '示例征收事务所',
  roles: [
    'field-officer',
    'determination-officer',
    'town-officer',
    'district-officer',
    'project-supervisor',
    'bookkeeper',
    'staff-manager',
    'supervision-department',
    'auditor',
    'administrator',
  ],
  certificateValidTo: '2022-12-31',
};
const resident: contract.Session = {
  kind: 'household',
  householdId: facts.household.id,
  caseNumber: facts.household.caseNumber,
};

const SAMPLE = { organisationName: '示例征收事务所', password: 'correct' };

const publicRow = (): contract.PublicNoticeRow =>
  contract.publicNoticeRow.parse({
    ...facts.notice,
    projectName: facts.project.name,
    running: true,
    archivedAt: null,
    tier: 1,
    summary: '示例路旧改项目共 5 户的面积认定结果，听取异议。',
  });

/** `folder` holds the built pages. */
export async function startFixtureApi(folder: string): Promise<FixtureApi> {
  const app = express();
  const sent: FixtureApi['sent'] = [];
  let sessions = new Map<string, contract.Session>();
  let tasks = allTasks();
  let nowMs = Date.parse(facts.NOW);

  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          'font-src': ["'self'", 'data:'],
          'connect-src': ["'self'"],
          'upgrade-insecure-requests': null,
        },
      },
    }),
  );
  app.use(
    '/api',
    express.json(),
    express.text({ type: ['text/csv', 'application/xml'] }),
    (request, _response, next) => {
      if (request.method !== 'GET')
        sent.push({ method: request.method, path: request.path, body: request.body as unknown });
      next();
    },
  );

  const sessionOf = (request: Request): contract.Session =>
    sessions.get(/sid=(\w+)/.exec(request.get('cookie') ?? '')?.[1] ?? '') ?? { kind: 'anonymous' };
  const answer = <T extends z.ZodType>(path: string, schema: T, value: (request: Request) => z.input<T>): void => {
    app.get(`/api${path}`, (request, response) => {
      if (sessionOf(request).kind === 'anonymous' && !/^\/(session|sample|public|clock)/.test(path))
        problem(response, { status: 401, code: 'NOT_SIGNED_IN', title: '尚未登录', detail: '请先登录。' });
      else response.json(schema.parse(value(request)));
    });
  };
  const pageOf = <T>(items: readonly T[]) => ({ items: [...items], page: 1, pageSize: 20, total: items.length });

  answer('/session', contract.session, sessionOf);
  answer('/alarms', contract.alarmList, () => alarms);
  answer('/ledger/entries', contract.ledgerPage, () => ledgerPage);
  answer('/registers', contract.registerList, () => ({ items: [problemsPage] }));
  answer('/registers/:name', contract.registerPage, () => problemsPage);
  app.post('/api/registers/:name/entries', (_request, response) => {
    response.json({ id: facts.id(30), rowId: facts.id(20) });
  });
  answer('/sample-accounts', contract.sampleAccounts, () => [
    { ...SAMPLE, username: 'demo', displayName: '经办甲', roleLabels: ['经办人'] },
    { ...SAMPLE, username: 'seal', displayName: '用印甲', roleLabels: ['用印人'] },
    {
      ...SAMPLE,
      username: 'town',
      displayName: '街镇经办甲',
      roleLabels: ['街镇经办'],
      organisationName: '示例街镇',
    },
  ]);
  const signIn = (response: Response, session: contract.Session): void => {
    const sid = String(sessions.size + 1);
    sessions.set(sid, session);
    response.cookie('sid', sid, { httpOnly: true, sameSite: 'strict' }).json(session);
  };
  app.post('/api/session', (request, response) => {
    const { username, password } = contract.signInBody.parse(request.body);
    if (username === 'demo' && password === 'correct') signIn(response, staff);
    else
      problem(response, { status: 401, code: 'WRONG_CREDENTIALS', title: '登录失败', detail: '用户名或密码不正确。' });
  });
  app.post('/api/household-session', (request, response) => {
    const { accessCode, caseNumber } = contract.householdSignInBody.parse(request.body);
    signIn(response, accessCode === 'OWNER' ? { kind: 'owner', caseNumber } : resident);
  });
  app.delete('/api/session', (_request, response) => {
    response.clearCookie('sid').status(204).end();
  });

  answer('/tasks', contract.taskPage, (request) => {
    const { scope, q = '', overdue } = contract.taskQuery.parse(request.query);
    const found = tasks.filter(
      (task) =>
        (task.assignee === 'demo') === (scope === 'mine') &&
        `${task.caseTitle} ${task.address ?? ''}`.includes(q) &&
        (task.overdue || !overdue),
    );
    return { ...pageOf(found), truncated: false };
  });
  app.get('/api/tasks/:taskKey', (request, response) => {
    const task = tasks.find((one) => one.taskKey === request.params.taskKey);
    if (sessionOf(request).kind === 'anonymous') problem(response, { status: 401, code: 'NOT_SIGNED_IN' });
    else if (task) response.json(contract.taskDetail.parse(task));
    else problem(response, { status: 404, code: 'NOT_FOUND', title: '找不到任务', detail: '任务可能已经办结。' });
  });
  const assign = (assignee: string | null) => (request: Request, response: Response) => {
    tasks = tasks.map((task) => (task.taskKey === request.params['taskKey'] ? { ...task, assignee } : task));
    response.status(204).end();
  };
  app.post('/api/tasks/:taskKey/claim', assign('demo'));
  app.delete('/api/tasks/:taskKey/claim', assign(null));
  app.post('/api/tasks/:taskKey/completion', (request, response) => {
    contract.completionBody.parse(request.body);
    if (sessionOf(request).kind === 'anonymous') {
      problem(response, { status: 401, code: 'NOT_SIGNED_IN' });
    } else if (request.params.taskKey === DENIED_TASK) {
      problem(response, {
        status: 409,
        code: 'TASK_DENIED',
        title: '不能办理：违反职责分离',
        detail: '您实测过本户的面积，不能再认定同一户的面积。',
        findings: [
          {
            code: 'SEPARATION_OF_DUTIES',
            message: '您实测过本户的面积，不能再认定同一户的面积。',
            clauses: ['SD1', 'R-25'],
          },
        ],
      });
    } else {
      tasks = tasks.filter((task) => task.taskKey !== request.params.taskKey);
      response.status(204).end();
    }
  });

  app.post('/api/tasks/:taskKey/entry', (request, response) => {
    contract.entryBody.parse(request.body);
    response.json(
      contract.entryRecorded.parse({ id: facts.id(901), contentHash: facts.hash('e'), enteredAt: facts.NOW }),
    );
  });

  answer('/projects', contract.projectPage, () => pageOf([facts.project]));
  answer('/projects/:id', contract.projectView, () => facts.project);
  answer('/projects/:id/plans', contract.projectPlansView, () => ({
    tracks: [
      {
        id: facts.id(95),
        modeLabel: '协议置换',
        formal: true,
        sections: [
          { kind: 'lines' as const, title: '补偿方案', lines: [{ label: '文号', value: '示例方案〔2021〕1号' }] },
          {
            kind: 'table' as const,
            title: '方案意见',
            columns: ['编号', '来源', '意见', '答复'].map((label) => ({ label, numeric: false })),
            empty: '没有意见',
            rows: [['1', '住户在平台提交', '希望延长签约时间', '已改为四十日']],
          },
        ],
      },
    ],
  }));
  const expropriation = (sections: contract.SheetSection[]): contract.ExpropriationView => ({
    projectId: facts.id(100),
    projectName: facts.project.name,
    modeLabel: '国有土地上房屋征收',
    stateLabel: '准备中',
    sections,
  });
  answer('/tracks/:id/expropriation', contract.expropriationView, () =>
    expropriation([{ kind: 'lines', title: '征收补偿资金', lines: [{ label: '缺口', value: '0.00 元' }] }]),
  );
  answer('/public/tracks/:id/expropriation', contract.expropriationView, () => expropriation([]));
  answer('/public/votes/:id/records', contract.publishedVote, publishedVoteFixture);
  answer('/firm-reviews', contract.firmReviewsView, () => ({
    reviews: [
      {
        id: facts.id(96),
        number: '评-2021-001',
        kindLabel: '民主评议',
        period: '2021',
        firmName: '示例第一征收事务所',
        closed: false,
        appraisal: true,
      },
    ],
  }));
  answer('/firm-reviews/:id', contract.firmReviewSheet, () => ({
    sections: [{ kind: 'lines' as const, title: '评议', lines: [{ label: '期间', value: '2021年度' }] }],
  }));
  answer('/projects/:id/closing', contract.projectClosingView, () => ({ closedAt: null, sections: [] }));
  answer('/public/draws', contract.drawList, () => ({ draws: draws.draws }));
  answer('/public/draws/:id', contract.drawView, () => draws.shownDraw);
  // Who has committed waits for the others.
  const committed = () => sent.some(({ path }) => path.endsWith('/commitment'));
  answer('/draws', contract.ownDrawList, () => ({
    draws: draws.ownDraws.map((each) =>
      each.next === 'commit' && committed() ? { ...each, next: 'wait' as const } : each,
    ),
  }));
  app.post('/api/draws/:id/commitment', (_request, response) => {
    response.status(204).end();
  });
  answer('/inspections', contract.inspectionPage, () => inspections.inspectionPage);
  answer('/inspections/:id', contract.inspectionView, () => inspections.inspectionView);
  answer('/inspection-bases', contract.baseList, () => inspections.baseList);
  answer('/staff', contract.staffOverview, () => ({
    members: [
      {
        id: facts.id(90),
        number: '人-2021-001',
        displayName: '经办甲',
        firmName: '示例征收事务所',
        stateLabel: '持证在岗',
        certificateUntil: '2021-12-31',
        trainingHours: 12,
        lawHours: 4,
        findings: [{ code: 'TRAINING_MISSING', message: '本年培训还差12学时', clauses: ['R-63'] }],
      },
    ],
    pairs: [{ displayName: '经办甲', partnerName: '经办乙', contacts: 10, together: 9, fixed: true }],
    ties: [
      {
        id: facts.id(91),
        displayName: '经办甲',
        caseNumber: '宝征-2021-001-0001',
        kindLabel: '该户人员的亲属',
        declaredOn: '2021-08-01',
      },
    ],
    outreach: [],
    candidates: [{ accountId: facts.id(92), displayName: '经办丁' }],
  }));
  answer('/meetings', contract.meetingsView, () => ({
    meetings: [],
    decisions: [],
    interpretations: [],
    catchUp: [],
    matters: [],
  }));
  app.post('/api/projects/:id/households', (_request, response) => {
    problem(response, {
      status: 422,
      code: 'IMPORT_REFUSED',
      title: '户册有误',
      detail: '没有导入任何一户。',
      findings: [
        {
          code: 'NOT_A_NUMBER',
          message: '单价应为最多两位小数的数字。',
          clauses: [],
          path: 'row 12, column unitPrice',
        },
        { code: 'MISSING', message: '缺少地址。', clauses: [], path: 'row 15, column address' },
      ],
    });
  });
  app.post('/api/projects/:id/deposits', (request, response) => {
    contract.depositBody.parse(request.body);
    response.json(contract.deposit.parse({ balanceYuan: '35000000.00' }));
  });
  answer('/households', contract.householdPage, () =>
    pageOf(
      Array.from({ length: 8 }, (_, index) => ({
        ...facts.household,
        id: facts.id(index + 1),
        caseNumber: `BS-2021-01-${String(index + 1).padStart(3, '0')}`,
        totalYuan: index < 3 ? '909353.16' : null,
      })),
    ),
  );
  answer(`/households/${facts.LET_HOUSE}`, contract.caseView, () => facts.letCase);
  answer('/households/:id', contract.caseView, () => facts.caseView);
  answer('/households/:id/special-problems', contract.reviewList, () => ({
    items: [
      {
        id: facts.id(80),
        number: 'BS-2021-01-001-评议-1',
        stateLabel: '意见已生效',
        sections: [{ kind: 'lines' as const, title: '评议意见', lines: [{ label: '结论', value: '评议通过' }] }],
      },
    ],
  }));
  answer('/households/:id/appraisal', contract.appraisalView, () => ({
    sections: [
      { kind: 'lines' as const, title: '评估报告', lines: [{ label: '报告编号', value: '示例评报〔2021〕1号' }] },
    ],
  }));
  answer('/households/:id/evidence-chain', contract.evidenceView, () => ({
    sections: [{ kind: 'lines' as const, title: '证据链', lines: [{ label: '状态', value: '完整：9 项都有依据' }] }],
  }));
  answer('/households/:id/decision', contract.decisionView, () => ({
    sections: [{ kind: 'lines' as const, title: '补偿决定', lines: [{ label: '专户留存', value: '909353.16 元' }] }],
  }));
  answer('/households/:id/move-out', contract.moveOutView, () => ({
    sections: [{ kind: 'lines' as const, title: '搬迁交房', lines: [{ label: '交房日期', value: '2021-12-01' }] }],
  }));
  app.post('/api/households/:id/special-problems', (request, response) => {
    contract.specialProblemBody.parse(request.body);
    response.status(201).json({ id: facts.id(81) });
  });
  answer('/households/:id/process', contract.processView, () => processes);
  answer('/payment-lists/:id', contract.paymentList, () => facts.paymentList);
  answer('/projects/:id/account-book', contract.accountBook, () => accountBook);
  app.post('/api/bank-exceptions/:id/settlement', (request, response) => {
    contract.exceptionSettlementBody.parse(request.body);
    response.status(204).end();
  });
  answer('/my-votes', contract.ownVotes, () => {
    const { voteId, trackId, number, opensAt, closesAt, candidates } = publishedVoteFixture();
    const vote = { trackId, modeLabel: '协议置换', number, opensAt, closesAt, secret: true, candidates };
    const castAt = opensAt;
    return {
      votes: [
        {
          ...vote,
          voteId: facts.id(98),
          published: false,
          hindrance: null,
          cast: [{ receipt: 'E-2345-BCDF-6789', castAt, state: 'last' as const }],
          papers: [],
        },
        {
          ...vote,
          voteId,
          published: true,
          hindrance: '投票已经截止',
          cast: [{ receipt: null, castAt, state: 'paper-counts' as const }],
          papers: [{ reasons: [] }, { reasons: ['VOTE_TWICE'] }],
        },
      ],
    };
  });
  answer('/my-case', contract.myCase, () => ({
    ...facts.caseView,
    household: { ...facts.household, stage: 'signing' as const, stageLabel: '签约中' },
    stages: facts.stageLine('signing'),
    agreementToSign: { ...facts.agreement, status: 'prepared' as const, statusLabel: '待签署', signatures: [] },
    noticeOpenToObjection: facts.notice,
    draftsOpenToOpinion: [
      { ...facts.notice, kind: 'plan-draft' as const, kindLabel: '补偿方案征求意见', title: '补偿方案征求意见稿' },
    ],
    planOpinions: [
      {
        id: facts.id(901),
        noticeTitle: '补偿方案征求意见稿（第一稿）',
        text: '希望延长签约时间',
        unlawful: false,
        filedAt: facts.notice.publishedAt ?? '',
        accepted: true,
        answer: '已改为四十日',
      },
    ],
    report: facts.ownReport,
    decision: facts.ownDecision,
  }));
  for (const path of [
    '/households/:id/area-surveys',
    '/households/:id/area-determinations',
    '/notices/:id/objections',
    '/notices/:id/opinions',
  ]) {
    app.post(`/api${path}`, (_request, response) => {
      response.status(201).json({ id: facts.id(900) });
    });
  }
  app.post('/api/agreements/:id/paper-signature', (request, response) => {
    contract.paperSignatureBody.parse(request.body);
    response.json({ id: request.params.id, status: 'prepared' });
  });
  answer('/my-house', contract.myHouse, () => {
    const { project, stages, household } = facts.letCase;
    const agreements = facts.letCase.agreements.slice(0, 1);
    return {
      ...{ ownerName: '公房产权单位', address: household.address, caseNumber: household.caseNumber },
      ...{ project, stages, agreements, agreementToSign: agreements[0] ?? null, turn: 'owner' as const },
      ...{ share: facts.letCase.calculations[0]?.ownerShare ?? null, payments: [] },
    };
  });
  app.post('/api/agreements/:id/owner-signature', (request, response) => {
    contract.householdSignatureBody.parse(request.body);
    response.status(204).end();
  });
  app.post('/api/agreements/:id/household-signature', (request, response) => {
    contract.householdSignatureBody.parse(request.body);
    response.status(204).end();
  });

  const now = (): string => new Date(nowMs).toISOString();
  answer('/public/notices', contract.publicNotices, () => ({
    now: now(),
    notices: [
      publicRow(),
      { ...publicRow(), id: facts.id(52), running: false, title: '示例路旧改项目评估机构选定公示' },
    ],
  }));
  answer('/public/notices/:id', contract.publicNotice, () => ({
    ...publicRow(),
    now: now(),
    tier: 1 as const,
    summary: '示例路旧改项目共 5 户的面积认定结果，听取异议。',
    archivedAt: null,
    table: facts.maskedTable,
    contentHash: facts.hash('a'),
    proofHash: null,
  }));
  answer('/public/projects', contract.publicProjects, () => ({ now: now(), projects: [facts.project] }));
  const clock = () => ({ now: now(), pinned: true, nextDueAt: '2021-09-13T00:00:00+08:00' });
  answer('/clock', contract.clockView, clock);
  app.post('/api/clock', (request, response) => {
    nowMs = Date.parse(contract.moveClockBody.parse(request.body).to);
    response.json(contract.clockView.parse(clock()));
  });

  app.use(express.static(folder));
  app.get('/{*path}', (_request, response) => {
    response.sendFile(`${folder}/index.html`);
  });

  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => {
      resolve(listening);
    });
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    sent,
    dropSessions: () => {
      sessions = new Map();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
