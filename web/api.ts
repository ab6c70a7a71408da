/** Every call the pages make to the API, typed by its contract. Nothing else in web/ knows a route. */
import type {
  AccountBook,
  AppraisalView,
  EvidenceView,
  ExpropriationView,
  DecisionView,
  AbortBody,
  AccessCode,
  AlarmList,
  AgencyChoice,
  AreaDeterminationBody,
  AreaSurveyBody,
  BallotBody,
  BallotSheetView,
  BallotsBody,
  BallotSheet,
  BankStatement,
  CaseDocumentCreated,
  CaseView,
  CastReceipt,
  CodeBallotBody,
  ClockView,
  CommitmentBody,
  CompletionBody,
  Created,
  BaseList,
  Deposit,
  DepositBody,
  DrawBody,
  DrawList,
  DrawView,
  EntryRecorded,
  FileVerdict,
  FirmReviewSheet,
  FirmReviewsView,
  HouseholdPage,
  HouseholdSignInBody,
  ImportResult,
  InspectionBody,
  InspectionPage,
  InspectionView,
  IssuedBallots,
  ListVersion,
  MeetingsView,
  MoveOutView,
  MyCase,
  MyHouse,
  ObjectionAnswerBody,
  OpinionBody,
  OutreachBody,
  OwnDrawList,
  OwnVotes,
  PaperSignatureBody,
  PayeeBody,
  PaymentList,
  ProcessView,
  ProjectClosingView,
  ProjectBody,
  ProjectPage,
  ProjectPlansView,
  ProjectView,
  PublishedVote,
  PublicNotice,
  PublicNotices,
  LedgerPage,
  LedgerRoots,
  PublicProjects,
  ReportObjectionBody,
  RegisterEntryBody,
  RegisterEntryRecorded,
  RegisterList,
  RegisterPage,
  RelationshipBody,
  RevealBody,
  Revealed,
  ReviewList,
  SampleAccount,
  Session,
  SignInBody,
  SigningOpened,
  SpecialProblemBody,
  StaffOverview,
  StaffProposalBody,
  TaskDetail,
  TaskPage,
} from '../api/contract/index.js';
import type { HouseholdStage } from '../rules/vocabulary.js';
import { get, post, postForm, postText, put, remove, withQuery, type Query } from './lib/http.js';

export const readSession = (): Promise<Session> => get('/session');
export const listSampleAccounts = (): Promise<SampleAccount[]> => get('/sample-accounts');
export const signIn = (body: SignInBody): Promise<Session> => post('/session', body);
export const signInAsHousehold = (body: HouseholdSignInBody): Promise<Session> => post('/household-session', body);
export const signOut = (): Promise<unknown> => remove('/session');

export interface TaskQuery {
  readonly scope: 'mine' | 'groups';
  readonly q?: string | undefined;
  readonly overdue: boolean;
  readonly page: number;
  readonly pageSize: number;
}
export const listTasks = ({ overdue, ...query }: TaskQuery): Promise<TaskPage> =>
  get('/tasks', { ...query, overdue: overdue ? 'true' : undefined });
export const readTask = (key: string): Promise<TaskDetail> => get(`/tasks/${key}`);
export const claimTask = (key: string): Promise<unknown> => post(`/tasks/${key}/claim`);
export const releaseTask = (key: string): Promise<unknown> => remove(`/tasks/${key}/claim`);
export const completeTask = (key: string, body: CompletionBody): Promise<unknown> =>
  post(`/tasks/${key}/completion`, body);
export const recordEntry = (key: string, body: { values: Record<string, unknown> }): Promise<EntryRecorded> =>
  post(`/tasks/${key}/entry`, body);

export const readBallots = (key: string): Promise<BallotSheet> => get(`/tasks/${key}/ballots`);
export const sendBallots = (key: string, body: BallotsBody): Promise<BallotSheet> =>
  post(`/tasks/${key}/ballots`, body);
export const readAgencyChoice = (trackId: string): Promise<AgencyChoice> =>
  get(`/public/tracks/${trackId}/agency-choice`);
export const readVoteRecords = (voteId: string): Promise<PublishedVote> => get(`/public/votes/${voteId}/records`);

export function uploadTaskDocument(key: string, file: File): Promise<CaseDocumentCreated> {
  const form = new FormData();
  form.append('file', file);
  return postForm(`/tasks/${key}/documents`, form);
}

export interface HouseholdQuery {
  readonly projectId?: string | undefined;
  readonly stage?: HouseholdStage | undefined;
  readonly q?: string | undefined;
  readonly page: number;
}
export const listHouseholds = (query: HouseholdQuery): Promise<HouseholdPage> => get('/households', { ...query });
export const readCase = (id: string): Promise<CaseView> => get(`/households/${id}`);
export const readProcess = (id: string): Promise<ProcessView> => get(`/households/${id}/process`);
export const readMyHouse = (): Promise<MyHouse> => get('/my-house');
export const readMyCase = (): Promise<MyCase> => get('/my-case');
export const readMyVotes = (): Promise<OwnVotes> => get('/my-votes');
export const castByCode = (voteId: string, body: CodeBallotBody): Promise<CastReceipt> =>
  post(`/votes/${voteId}/ballots`, body);
export const recordSurvey = (id: string, body: AreaSurveyBody): Promise<Created> =>
  post(`/households/${id}/area-surveys`, body);
export const recordDetermination = (id: string, body: AreaDeterminationBody): Promise<Created> =>
  post(`/households/${id}/area-determinations`, body);
export const listReviews = (id: string): Promise<ReviewList> => get(`/households/${id}/special-problems`);
export const readMoveOut = (id: string): Promise<MoveOutView> => get(`/households/${id}/move-out`);
export const readExpropriation = (trackId: string): Promise<ExpropriationView> =>
  get(`/tracks/${trackId}/expropriation`);
export const readPublicExpropriation = (trackId: string): Promise<ExpropriationView> =>
  get(`/public/tracks/${trackId}/expropriation`);
export const readDecision = (id: string): Promise<DecisionView> => get(`/households/${id}/decision`);
export const readAppraisal = (id: string): Promise<AppraisalView> => get(`/households/${id}/appraisal`);
export const readEvidence = (id: string): Promise<EvidenceView> => get(`/households/${id}/evidence-chain`);
export const proposeSpecialProblem = (id: string, body: SpecialProblemBody): Promise<Created> =>
  post(`/households/${id}/special-problems`, body);
export const issueAccessCode = (id: string): Promise<AccessCode> => post(`/households/${id}/access-code`);
/** Of the owner of a let house. */
export const issueOwnerCode = (id: string): Promise<AccessCode> => post(`/households/${id}/owner-code`);
export const documentAddress = (householdId: string, documentId: string): string =>
  `/api/households/${householdId}/documents/${documentId}`;

/** The agreement's PDF, the very bytes that are signed. */
export const agreementAddress = (agreementId: string): string => `/api/agreements/${agreementId}/file`;

/** The same with its signatures, to be checked without this software; there is one once it is sealed. */
export const signedAgreementAddress = (agreementId: string): string => `/api/agreements/${agreementId}/signed-file`;

/** What a signed agreement or a receipt proves; for everybody. */
export function checkFile(file: File): Promise<FileVerdict> {
  const form = new FormData();
  form.append('file', file);
  return postForm('/public/file-checks', form);
}

export const recordPaperSignature = (agreementId: string, body: PaperSignatureBody): Promise<unknown> =>
  post(`/agreements/${agreementId}/paper-signature`, body);

/** What a household keeps to prove later that its file is unchanged. */
export const RECEIPT_ADDRESS = '/api/my-case/receipt';

/** The CSV file that a task asks for, with what is known of every row. */
export const worksheetUrl = (taskKey: string): string => `/api/tasks/${taskKey}/worksheet`;

export function uploadDocument(householdId: string, type: string, file: File): Promise<unknown> {
  const form = new FormData();
  form.append('type', type);
  form.append('file', file);
  return postForm(`/households/${householdId}/documents`, form);
}

export const signAsHousehold = (id: string, contentHash: string): Promise<unknown> =>
  post(`/agreements/${id}/household-signature`, { contentHash, consent: true });
export const signAsOwner = (id: string, contentHash: string): Promise<unknown> =>
  post(`/agreements/${id}/owner-signature`, { contentHash, consent: true });
export const signAsOfficer = (id: string, taskKey: string, contentHash: string): Promise<unknown> =>
  post(`/agreements/${id}/officer-signatures`, { taskKey, contentHash });

export const objectToReport = (body: ReportObjectionBody): Promise<Created> => post('/my-case/report-objections', body);
export const fileObjection = (noticeId: string, text: string): Promise<Created> =>
  post(`/notices/${noticeId}/objections`, { text });
export const fileOpinion = (noticeId: string, body: OpinionBody): Promise<Created> =>
  post(`/notices/${noticeId}/opinions`, body);
export const answerObjection = (id: string, body: ObjectionAnswerBody): Promise<unknown> =>
  post(`/objections/${id}/answer`, body);

export const listProjects = (page = 1, pageSize = 100): Promise<ProjectPage> => get('/projects', { page, pageSize });
export const readProject = (id: string): Promise<ProjectView> => get(`/projects/${id}`);
export const readProjectClosing = (id: string): Promise<ProjectClosingView> => get(`/projects/${id}/closing`);
export const readProjectPlans = (id: string): Promise<ProjectPlansView> => get(`/projects/${id}/plans`);
export const registerProject = (body: ProjectBody): Promise<Created> => post('/projects', body);
export const importHouseholds = (id: string, csv: string): Promise<ImportResult> =>
  postText(`/projects/${id}/households`, csv, 'text/csv');
export const openSigning = (id: string): Promise<SigningOpened> => post(`/projects/${id}/signing`);
export const depositFunds = (id: string, body: DepositBody): Promise<Deposit> => post(`/projects/${id}/deposits`, body);

export const listAlarms = (): Promise<AlarmList> => get('/alarms');
export const listRegisters = (): Promise<RegisterList> => get('/registers');
export const readRegister = (name: string, query: Query): Promise<RegisterPage> => get(`/registers/${name}`, query);
export const addRegisterEntry = (name: string, body: RegisterEntryBody): Promise<RegisterEntryRecorded> =>
  post(`/registers/${name}/entries`, body);
export const registerFileAddress = (name: string, query: Query): string =>
  `/api${withQuery(`/registers/${name}`, { ...query, format: 'csv' })}`;

export const readPaymentList = (id: string): Promise<PaymentList> => get(`/payment-lists/${id}`);
export const bankFileAddress = (listId: string): string => `/api/payment-lists/${listId}/bank-file`;
export const makeListVersion = (id: string, taskKey: string): Promise<ListVersion> =>
  post(`/payment-lists/${id}/versions`, { taskKey });
export const correctPayee = (itemId: string, body: PayeeBody): Promise<unknown> =>
  put(`/payment-items/${itemId}/payee`, body);
/** The newest movements, or those before a number. */
export const readAccountBook = (projectId: string, before?: number): Promise<AccountBook> =>
  get(`/projects/${projectId}/account-book${before === undefined ? '' : `?before=${String(before)}`}`);
export const settleBankException = (id: string, reason: string): Promise<unknown> =>
  post(`/bank-exceptions/${id}/settlement`, { reason });
export const importBankStatement = (xml: string): Promise<BankStatement> =>
  postText('/bank-statements', xml, 'application/xml');

export const listFirmReviews = (): Promise<FirmReviewsView> => get('/firm-reviews');
export const readFirmReview = (id: string): Promise<FirmReviewSheet> => get(`/firm-reviews/${id}`);
export const issueBallots = (id: string): Promise<IssuedBallots> => post(`/firm-reviews/${id}/ballots`);
export const readBallotSheet = (code: string): Promise<BallotSheetView> => post('/public/ballot-sheets', { code });
export const castBallot = (body: BallotBody): Promise<unknown> => post('/public/ballots', body);

export const readMeetings = (): Promise<MeetingsView> => get('/meetings');
export const callMeeting = (reason: string): Promise<Created> => post('/meetings', { reason });
export const raiseMatter = (text: string): Promise<Created> => post('/meeting-matters', { text });
export const checkCatchUp = (id: string, body: { affected: boolean; note: string }): Promise<unknown> =>
  post(`/catch-up-items/${id}/check`, body);
export const settleCatchUp = (id: string, body: { note: string }): Promise<unknown> =>
  post(`/catch-up-items/${id}/settlement`, body);

export const readStaff = (): Promise<StaffOverview> => get('/staff');
export const proposeStaff = (body: StaffProposalBody): Promise<Created> => post('/staff', body);
export const declareRelationship = (body: RelationshipBody): Promise<Created> => post('/relationships', body);
export const endRelationship = (id: string): Promise<unknown> => post(`/relationships/${id}/end`);
export const recordOutreach = (body: OutreachBody): Promise<Created> => post('/outreach-trainings', body);

export const readPublicNotices = (): Promise<PublicNotices> => get('/public/notices');
export const readPublicNotice = (id: string): Promise<PublicNotice> => get(`/public/notices/${id}`);
export const readPublicProjects = (): Promise<PublicProjects> => get('/public/projects');
export const readLedgerEntries = (query: Query): Promise<LedgerPage> => get('/ledger/entries', query);
export const readLedgerRoots = (): Promise<LedgerRoots> => get('/public/ledger-roots');

export const readClock = (): Promise<ClockView> => get('/clock');
export const moveClock = (to: string): Promise<ClockView> => post('/clock', { to });

export const listBases = (): Promise<BaseList> => get('/inspection-bases');
export const readDraws = (): Promise<DrawList> => get('/public/draws');
export const readDraw = (id: string): Promise<DrawView> => get(`/public/draws/${id}`);
export const listOwnDraws = (): Promise<OwnDrawList> => get('/draws');
export const announceDraw = (body: DrawBody): Promise<Created> => post('/draws', body);
export const commitToDraw = (id: string, body: CommitmentBody): Promise<void> => post(`/draws/${id}/commitment`, body);
export const revealForDraw = (id: string, body: RevealBody): Promise<Revealed> => post(`/draws/${id}/reveal`, body);
export const abortDraw = (id: string, body: AbortBody): Promise<void> => post(`/draws/${id}/abort`, body);
export const openInspection = (body: InspectionBody): Promise<Created> => post('/inspections', body);
export const listInspections = (): Promise<InspectionPage> => get('/inspections', { pageSize: 100 });
export const readInspection = (id: string): Promise<InspectionView> => get(`/inspections/${id}`);
