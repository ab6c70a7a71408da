import { Organisation, Account, AccountRole, StaffCertificate } from './account.entity.js';
import { Project } from './project.entity.js';
import { Household, HouseOwner } from './household.entity.js';
import { CaseAct, TaskAssignment, Outbox, Alarm } from './evidence.entity.js';
import { AreaSurvey, AreaDetermination } from './area.entity.js';
import { Notice, NoticeSubject, Objection } from './notice.entity.js';
import { NegotiationRecord, CompensationCalculation, Agreement, AgreementSignature } from './agreement.entity.js';
import { FileBagDocument } from './document.entity.js';
import {
  SpecialAccountEntry,
  PaymentRound,
  PaymentItem,
  PaymentList,
  PaymentListItem,
  BankInstruction,
  BankReceipt,
} from './payment.entity.js';

/** Every entity, for the data source. */
export const entities = [
  Organisation,
  Account,
  AccountRole,
  StaffCertificate,
  Project,
  Household,
  HouseOwner,
  CaseAct,
  TaskAssignment,
  Outbox,
  Alarm,
  AreaSurvey,
  AreaDetermination,
  Notice,
  NoticeSubject,
  Objection,
  NegotiationRecord,
  CompensationCalculation,
  Agreement,
  AgreementSignature,
  FileBagDocument,
  SpecialAccountEntry,
  PaymentRound,
  PaymentItem,
  PaymentList,
  PaymentListItem,
  BankInstruction,
  BankReceipt,
];
