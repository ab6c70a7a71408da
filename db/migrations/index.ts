import { CreateClock1795478400001 } from './1795478400001-create-clock.js';
import { CreateAccounts1795478400002 } from './1795478400002-create-accounts.js';
import { CreateProjectsAndHouseholds1795478400003 } from './1795478400003-create-projects-and-households.js';
import { CreateEvidence1795478400004 } from './1795478400004-create-evidence.js';
import { CreateAreaDetermination1795478400005 } from './1795478400005-create-area-determination.js';
import { CreateAgreements1795478400006 } from './1795478400006-create-agreements.js';
import { CreatePayments1795478400007 } from './1795478400007-create-payments.js';
import { GuardEvidence1795478400008 } from './1795478400008-guard-evidence.js';
import { GuardActs1795478400009 } from './1795478400009-guard-acts.js';
import { GuardArea1795478400010 } from './1795478400010-guard-area.js';
import { GuardNotices1795478400011 } from './1795478400011-guard-notices.js';
import { GuardAgreements1795478400012 } from './1795478400012-guard-agreements.js';
import { GuardSeal1795478400013 } from './1795478400013-guard-seal.js';
import { GuardSpecialAccount1795478400014 } from './1795478400014-guard-special-account.js';
import { GuardPayments1795478400015 } from './1795478400015-guard-payments.js';
import { SearchHouseholds1795478400016 } from './1795478400016-search-households.js';
import { FixColumns1795478400017 } from './1795478400017-fix-columns.js';
import { GuardDisplayAndPayee1795478400018 } from './1795478400018-guard-display-and-payee.js';
import { CreateEntries1795478400019 } from './1795478400019-create-entries.js';
import { LaunchProjects1795478400020 } from './1795478400020-launch-projects.js';
import { ReviewAndMoveOut1795478400021 } from './1795478400021-review-and-move-out.js';
import { SupervisionAndStaff1795478400022 } from './1795478400022-supervision-and-staff.js';
import { RegistersAndRuleChanges1795478400023 } from './1795478400023-registers-and-rule-changes.js';
import { JointMeetings1795478400024 } from './1795478400024-joint-meetings.js';
import { AppraiserSelection1795478400026 } from './1795478400026-appraiser-selection.js';
import { WatchAndConversion1795478400028 } from './1795478400028-watch-and-conversion.js';
import { PlanFigures1795478400029 } from './1795478400029-plan-figures.js';
import { MoveOut1795478400031 } from './1795478400031-move-out.js';
import { Staff1795478400032 } from './1795478400032-staff.js';
import { RuleChangesAndAlarms1795478400033 } from './1795478400033-rule-changes-and-alarms.js';
import { CloseProjects1795478400034 } from './1795478400034-close-projects.js';
import { CompensationPlans1795478400035 } from './1795478400035-compensation-plans.js';
import { ConvertProjects1795478400038 } from './1795478400038-convert-projects.js';
import { TermsOfPlan1795478400039 } from './1795478400039-terms-of-plan.js';
import { CountAtNegotiation1795478400040 } from './1795478400040-count-at-negotiation.js';
import { ReviewFirms1795478400044 } from './1795478400044-review-firms.js';
import { DecideCompensation1795478400048 } from './1795478400048-decide-compensation.js';
import { DecideExpropriations1795478400050 } from './1795478400050-decide-expropriations.js';
import { SignByPlan1795478400051 } from './1795478400051-sign-by-plan.js';
import { RegisterEveryMode1795478400052 } from './1795478400052-register-every-mode.js';
import { Appraisal1795478400053 } from './1795478400053-appraisal.js';
import { NewHomesteads1795478400054 } from './1795478400054-new-homesteads.js';
import { PublicOwnerShare1795478400055 } from './1795478400055-public-owner-share.js';
import { HouseholdOpinions1795478400056 } from './1795478400056-household-opinions.js';
import { LedgerRoots1795478400060 } from './1795478400060-ledger-roots.js';
import { ObjectionsToReports1795478400061 } from './1795478400061-objections-to-reports.js';
import { ReserveForDecisions1795478400070 } from './1795478400070-reserve-for-decisions.js';
import { PayDecisions1795478400071 } from './1795478400071-pay-decisions.js';
import { HaltDecisions1795478400072 } from './1795478400072-halt-decisions.js';
import { LeaveByDecision1795478400073 } from './1795478400073-leave-by-decision.js';
import { TimersOfProcesses1795478400080 } from './1795478400080-timers-of-processes.js';
import { HouseUsesAndOwners1795478400085 } from './1795478400085-house-uses-and-owners.js';
import { BusinessFacts1795478400086 } from './1795478400086-business-facts.js';
import { PublishRefusals1795478400095 } from './1795478400095-publish-refusals.js';
import { DeliverCorrections1795478400096 } from './1795478400096-deliver-corrections.js';
import { AgreementPapers1795478400100 } from './1795478400100-agreement-papers.js';
import { SignWithSm21795478400101 } from './1795478400101-sign-with-sm2.js';
import { LeastMeasure1795478400110 } from './1795478400110-least-measure.js';
import { CaseReadings1795478400111 } from './1795478400111-case-readings.js';
import { OwnersSignAndArePaid1795478400120 } from './1795478400120-owners-sign-and-are-paid.js';
import { PublicDraws1795478400130 } from './1795478400130-public-draws.js';
import { PublishVotes1795478400140 } from './1795478400140-publish-votes.js';
import { VoteByCode1795478400141 } from './1795478400141-vote-by-code.js';
import { TiesBetweenBodies1795478400142 } from './1795478400142-ties-between-bodies.js';
import { KeepBooksInDoubleEntry1795478400150 } from './1795478400150-keep-books-in-double-entry.js';
import { HoldBankExceptions1795478400151 } from './1795478400151-hold-bank-exceptions.js';
import { RefusalsAtDoors1795478400160 } from './1795478400160-refusals-at-doors.js';
import { ActsInLedger1795478400161 } from './1795478400161-acts-in-ledger.js';
import { SupervisorsFeed1795478400165 } from './1795478400165-supervisors-feed.js';
import { LedgerByTime1795478400166 } from './1795478400166-ledger-by-time.js';
import { LedgerByPerson1795478400167 } from './1795478400167-ledger-by-person.js';
import { LoginAttempts1795478400168 } from './1795478400168-login-attempts.js';
import { ArchiveDisposal1795478400180 } from './1795478400180-archive-disposal.js';
import { SealFiles1795478400185 } from './1795478400185-seal-files.js';
import { OwnersSignThemselves1795478400186 } from './1795478400186-owners-sign-themselves.js';
import type { MigrationClass } from './forward-only.js';

/** The whole history of the database, in order. Add at the end; never change what has run anywhere. */
export const migrations: readonly MigrationClass[] = [
  CreateClock1795478400001,
  CreateAccounts1795478400002,
  CreateProjectsAndHouseholds1795478400003,
  CreateEvidence1795478400004,
  CreateAreaDetermination1795478400005,
  CreateAgreements1795478400006,
  CreatePayments1795478400007,
  GuardEvidence1795478400008,
  GuardActs1795478400009,
  GuardArea1795478400010,
  GuardNotices1795478400011,
  GuardAgreements1795478400012,
  GuardSeal1795478400013,
  GuardSpecialAccount1795478400014,
  GuardPayments1795478400015,
  SearchHouseholds1795478400016,
  FixColumns1795478400017,
  GuardDisplayAndPayee1795478400018,
  CreateEntries1795478400019,
  LaunchProjects1795478400020,
  ReviewAndMoveOut1795478400021,
  SupervisionAndStaff1795478400022,
  RegistersAndRuleChanges1795478400023,
  JointMeetings1795478400024,
  AppraiserSelection1795478400026,
  WatchAndConversion1795478400028,
  PlanFigures1795478400029,
  MoveOut1795478400031,
  Staff1795478400032,
  RuleChangesAndAlarms1795478400033,
  CloseProjects1795478400034,
  CompensationPlans1795478400035,
  ConvertProjects1795478400038,
  TermsOfPlan1795478400039,
  CountAtNegotiation1795478400040,
  ReviewFirms1795478400044,
  DecideCompensation1795478400048,
  DecideExpropriations1795478400050,
  SignByPlan1795478400051,
  RegisterEveryMode1795478400052,
  Appraisal1795478400053,
  NewHomesteads1795478400054,
  PublicOwnerShare1795478400055,
  HouseholdOpinions1795478400056,
  LedgerRoots1795478400060,
  ObjectionsToReports1795478400061,
  ReserveForDecisions1795478400070,
  PayDecisions1795478400071,
  HaltDecisions1795478400072,
  LeaveByDecision1795478400073,
  TimersOfProcesses1795478400080,
  HouseUsesAndOwners1795478400085,
  BusinessFacts1795478400086,
  PublishRefusals1795478400095,
  DeliverCorrections1795478400096,
  AgreementPapers1795478400100,
  SignWithSm21795478400101,
  LeastMeasure1795478400110,
  CaseReadings1795478400111,
  OwnersSignAndArePaid1795478400120,
  PublicDraws1795478400130,
  PublishVotes1795478400140,
  VoteByCode1795478400141,
  TiesBetweenBodies1795478400142,
  KeepBooksInDoubleEntry1795478400150,
  HoldBankExceptions1795478400151,
  RefusalsAtDoors1795478400160,
  ActsInLedger1795478400161,
  SupervisorsFeed1795478400165,
  LedgerByTime1795478400166,
  LedgerByPerson1795478400167,
  LoginAttempts1795478400168,
  ArchiveDisposal1795478400180,
  SealFiles1795478400185,
  OwnersSignThemselves1795478400186,
];
