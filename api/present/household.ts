import type { Household } from '../../db/entities/household.entity.js';
import type { AreaDetermination, AreaSurvey } from '../../db/entities/area.entity.js';
import type { NegotiationRecord } from '../../db/entities/agreement.entity.js';
import type { FileBagDocument } from '../../db/entities/document.entity.js';
import { maskIdNumber } from '../../rules/publication/mask.js';
import { formatSqm, formatYuan } from '../../rules/units.js';
import { labelOf } from '../../rules/vocabulary.js';
import { HOUSEHOLD_STAGES } from '../contract/index.js';
import type * as contract from '../contract/index.js';
import { maskAccount, maskPhone } from './mask.js';
import type { People } from './people.js';

type RowSource = Pick<Household, 'id' | 'projectId' | 'number' | 'caseNumber' | 'address' | 'holderName' | 'stage'>;

const areaOrNull = (hundredths: bigint | null) => (hundredths === null ? null : formatSqm(hundredths));

const identity = (household: RowSource) => ({
  id: household.id,
  projectId: household.projectId,
  number: household.number,
  caseNumber: household.caseNumber,
  address: household.address,
  holderName: household.holderName,
  stage: household.stage,
  stageLabel: labelOf('householdStage', household.stage),
});

export const householdRow = (household: RowSource & { readonly totalFen: bigint | null }): contract.HouseholdRow => ({
  ...identity(household),
  totalYuan: household.totalFen === null ? null : formatYuan(household.totalFen),
});

export const householdFacts = (household: Household): contract.HouseholdFacts => ({
  ...identity(household),
  tenure: household.tenure,
  tenureLabel: labelOf('tenure', household.tenure),
  use: household.use,
  useLabel: labelOf('houseUse', household.use),
  certificateAreaSqm: areaOrNull(household.certificateAreaHundredths),
  livingAreaSqm: areaOrNull(household.livingAreaHundredths),
  unitPriceYuan: formatYuan(household.unitPriceFen),
  nonSelfContained: household.nonSelfContained,
  registeredPersons: household.registeredPersons,
  hardshipPersons: household.hardshipPersons,
  idNumberMasked: maskIdNumber(household.idNumber),
  phoneMasked: maskPhone(household.phone),
  payeeName: household.payeeName,
  payeeAccountMasked: maskAccount(household.payeeAccount),
});

/** The line of stages from registration to close, with where this household stands. */
export function stageLine(stage: Household['stage']): contract.StageStep[] {
  const current = HOUSEHOLD_STAGES.indexOf(stage);
  return HOUSEHOLD_STAGES.map((each, index) => ({
    stage: each,
    label: labelOf('householdStage', each),
    state: index < current ? 'done' : index === current ? 'current' : 'ahead',
  }));
}

export const surveyOf =
  (people: People) =>
  (survey: AreaSurvey): contract.AreaSurvey => ({
    id: survey.id,
    round: survey.round,
    officerName: people.nameOf(survey.officerId),
    measuredAreaSqm: formatSqm(survey.measuredHundredths),
    note: survey.note,
    surveyedAt: survey.surveyedAt,
  });

export const determinationOf =
  (people: People) =>
  (determination: AreaDetermination): contract.AreaDetermination => ({
    id: determination.id,
    version: determination.version,
    areaSqm: formatSqm(determination.areaHundredths),
    basis: determination.basis,
    newHomestead: determination.newHomestead,
    use: determination.use,
    useBasis: determination.useBasis,
    determinedByName: people.nameOf(determination.determinedBy),
    determinedAt: determination.determinedAt,
    status: determination.status,
    noticeId: determination.noticeId,
    frozenAt: determination.frozenAt,
  });

export const negotiationOf =
  (people: People) =>
  (record: NegotiationRecord): contract.Negotiation => ({
    id: record.id,
    round: record.round,
    officerName: people.nameOf(record.officerId),
    summary: record.summary,
    heldAt: record.heldAt,
  });

export const documentOf =
  (people: People, mediaTypes: ReadonlyMap<string, string>) =>
  (document: FileBagDocument): contract.BagDocument => ({
    id: document.id,
    type: document.type,
    typeLabel: labelOf('documentType', document.type),
    name: document.name,
    mediaType: mediaTypes.get(document.contentHash) ?? 'application/octet-stream',
    contentHash: document.contentHash,
    uploadedByName: people.nameOf(document.uploadedBy),
    uploadedAt: document.uploadedAt,
    superseded: document.supersededAt !== null,
  });
