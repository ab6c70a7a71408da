import type { CompensationComponent, ComponentName } from '../compensation/component.js';
import { countedIn, isPlanItemName } from '../compensation/plan-items.js';
import { formatSqm, formatYuan } from '../units.js';
import type { ReturnReason, Tenure } from '../vocabulary/cases.js';
import { documentTypeTerms } from '../vocabulary/papers.js';
import type { DocumentType } from '../vocabulary/papers.js';

/** A fact of the registers that a claim rests on beside papers. */
export const registerRecordTerms = {
  determination: { label: '锁定的面积认定', reason: 'b' },
  report: { label: '已下发的评估结果', reason: 'a' },
  plan: { label: '公布的补偿方案', reason: 'a' },
  counts: { label: '两名经办人的核点记录', reason: 'a' },
  business: { label: '两名经办人核实的用途与经营资料', reason: 'a' },
  opinion: { label: '生效的公信评议意见', reason: 'a' },
} as const satisfies Record<string, { readonly label: string; readonly reason: ReturnReason }>;
export type RegisterRecord = keyof typeof registerRecordTerms;

/** A paper the bag must hold, and the reason it would be returned for without it. */
export interface RequiredDocument {
  readonly type: DocumentType;
  readonly reason: ReturnReason;
}

/** What of a household decides which papers its claims rest on. */
export interface ChainSubject {
  readonly tenure: Tenure;
  /** The household claims the hardship floor. */
  readonly hardship: boolean;
  /** Money goes to somebody other than the holder. */
  readonly otherPayee: boolean;
  /** By its determined use nobody lives in the house: licences, proof of what stops, list of equipment are needed. */
  readonly nonResidential: boolean;
}

const IDENTITY = { type: 'identity-proof', reason: 'c' } as const;
const REGISTER = { type: 'household-register', reason: 'c' } as const;
const REPORT = { type: 'appraisal-report', reason: 'a' } as const;
const HARDSHIP = { type: 'hardship-recognition', reason: 'a' } as const;
const BUSINESS = { type: 'business-papers', reason: 'a' } as const;
const ACCOUNT = { type: 'bank-account-proof', reason: 'c' } as const;
const AUTHORITY = { type: 'payee-authority', reason: 'c' } as const;

const titleOf = (tenure: Tenure): RequiredDocument => ({
  type: tenure === 'private' ? 'ownership-certificate' : 'tenancy-voucher',
  reason: 'b',
});

/** Which papers this household's bag needs: those of the area, the persons, the house's value and the payee. */
export function requiredDocuments(subject: ChainSubject): RequiredDocument[] {
  const { hardship, otherPayee, nonResidential } = subject;
  return [
    IDENTITY,
    titleOf(subject.tenure),
    REGISTER,
    REPORT,
    ACCOUNT,
    ...(hardship ? [HARDSHIP] : []),
    ...(nonResidential ? [BUSINESS] : []),
    ...(otherPayee ? [AUTHORITY] : []),
  ];
}

interface Grounds {
  readonly papers: readonly RequiredDocument[];
  readonly records: readonly RegisterRecord[];
}

/** What an amount rests on. Every component has grounds, or this does not compile. */
function groundsOf(name: ComponentName, subject: ChainSubject): Grounds {
  if (isPlanItemName(name)) {
    return {
      papers: [titleOf(subject.tenure), ...(name === 'registration-move-award' ? [REGISTER] : [])],
      records: ['plan', countedIn(name) === undefined ? 'determination' : 'counts'],
    };
  }
  const title = titleOf(subject.tenure);
  const house: Grounds = { papers: [title, REPORT], records: ['determination', 'report', 'plan'] };
  const business: Grounds = { papers: [title, REPORT, BUSINESS], records: ['determination', 'report', 'business'] };
  const equipment: Grounds = { papers: [BUSINESS], records: ['business'] };
  const grounds: Record<Exclude<ComponentName, PlanItem>, Grounds> = {
    'house-value': house,
    'price-subsidy': house,
    'unit-size-subsidy': { papers: [title], records: ['determination', 'plan'] },
    'hardship-top-up': { papers: [HARDSHIP, REGISTER], records: ['determination', 'plan'] },
    'public-owner-share': house,
    'government-rent-owner': house,
    'non-residential-value': business,
    'equipment-moving': equipment,
    'equipment-loss': equipment,
    'business-loss': equipment,
    'panel-opinion': { papers: [], records: ['opinion'] },
  };
  return grounds[name];
}
type PlanItem = Extract<ComponentName, Parameters<typeof countedIn>[0]>;

/** A paper or record that carries a claim: what it is, its own number or name, and the hash of its bytes or entry. */
export interface Evidence {
  readonly label: string;
  readonly name: string;
  readonly hash: string | null;
}

export interface ChainFacts extends ChainSubject {
  readonly areaHundredths: bigint | null;
  readonly registeredPersons: number;
  readonly hardshipPersons: number;
  readonly components: readonly CompensationComponent[];
  readonly documents: readonly { readonly type: DocumentType; readonly name: string; readonly contentHash: string }[];
  readonly records: ReadonlyMap<RegisterRecord, readonly Omit<Evidence, 'label'>[]>;
}

/** A gap in the chain, with the reason the file goes back for. */
export interface Defect {
  readonly reason: ReturnReason;
  readonly missing: string;
}

/** One square metre, person, yuan or payee of the file, and what it rests on. */
export interface Claim {
  readonly kind: 'area' | 'persons' | 'amount' | 'payee';
  readonly label: string;
  readonly value: string;
  readonly evidence: readonly Evidence[];
  readonly defects: readonly Defect[];
}

/**
 * 证据链: every square metre, every resettled person, every yuan and the payee point to the papers and records they rest
 * on. What points to nothing is a defect by name: (a) compensation, (b) area, (c) papers and persons.
 */
export function evidenceChain(facts: ChainFacts): Claim[] {
  const { areaHundredths, registeredPersons, hardshipPersons, components, otherPayee } = facts;
  const title = titleOf(facts.tenure);
  const claim = (kind: Claim['kind'], label: string, value: string, { papers, records }: Grounds): Claim => ({
    kind,
    label,
    value,
    evidence: [
      ...papers.flatMap(({ type }) => papersOf(facts, type)),
      ...records.flatMap((record) =>
        (facts.records.get(record) ?? []).map((each) => ({ label: registerRecordTerms[record].label, ...each })),
      ),
    ],
    defects: [
      ...papers
        .filter(({ type }) => papersOf(facts, type).length === 0)
        .map(({ type, reason }) => ({ reason, missing: documentTypeTerms[type].label })),
      ...records
        .filter((record) => (facts.records.get(record) ?? []).length === 0)
        .map((record) => ({ reason: registerRecordTerms[record].reason, missing: registerRecordTerms[record].label })),
    ],
  });
  return [
    claim('area', '认定面积', areaHundredths === null ? '—' : `${formatSqm(areaHundredths)} ㎡`, {
      papers: [title, ...(facts.nonResidential ? [BUSINESS] : [])],
      records: ['determination'],
    }),
    claim('persons', '在册人口', `${String(registeredPersons)} 人`, { papers: [IDENTITY, REGISTER], records: [] }),
    ...(hardshipPersons > 0
      ? [
          claim('persons', '居住困难保障人口', `${String(hardshipPersons)} 人`, {
            papers: [HARDSHIP, REGISTER],
            records: [],
          }),
        ]
      : []),
    ...components.map(({ name, label, fen }) =>
      claim('amount', label, `${formatYuan(fen)} 元`, groundsOf(name, facts)),
    ),
    claim('payee', '收款账户', otherPayee ? '户以外的收款人' : '户本人', {
      papers: [ACCOUNT, ...(otherPayee ? [AUTHORITY] : [])],
      records: [],
    }),
  ];
}

const papersOf = ({ documents }: ChainFacts, type: DocumentType): Evidence[] =>
  documents
    .filter((document) => document.type === type)
    .map(({ name, contentHash }) => ({ label: documentTypeTerms[type].label, name, hash: contentHash }));

/** What is missing, each once, with what of the file hangs on it. */
export function defectsOf(claims: readonly Claim[]): (Defect & { readonly claims: readonly string[] })[] {
  const found = new Map<string, Defect & { claims: string[] }>();
  for (const { label, defects } of claims) {
    for (const defect of defects) {
      const known = found.get(defect.missing);
      if (known === undefined) found.set(defect.missing, { ...defect, claims: [label] });
      else known.claims.push(label);
    }
  }
  return [...found.values()];
}
