import type { ActName } from '../../rules/acts.js';
import type { Work } from './work.js';
import { JACK } from './world.js';
import type { Outcome, World } from './world.js';

/** Something somebody, a worker or time may do. */
export interface Move {
  readonly name: string;
  readonly door: 'person' | 'interface' | 'worker' | 'time' | 'sql';
  readonly run: () => Promise<Outcome>;
}

interface Case {
  readonly id: string;
  readonly stage: string;
  readonly round: number;
  readonly surveys: number;
  readonly determined: boolean;
  readonly area: string | null;
  readonly papers: number;
  readonly talks: number;
  readonly talkReturned: boolean;
  readonly computed: boolean;
  /** Who negotiated and has not signed. */
  readonly signers: readonly string[];
  readonly checked: boolean;
  readonly agreementId: string | null;
  readonly status: string | null;
  readonly hash: string | null;
  readonly returnReason: string | null;
  readonly recorded: boolean;
  readonly rectified: boolean;
  readonly approvals: readonly string[];
  readonly sealActed: boolean;
}

const CASES = `
  SELECT household.id, stage, negotiation_round AS round,
    (SELECT count(*)::int FROM case_act WHERE case_id = household.id AND act = 'survey-area' AND round = survey_round
       AND withdrawn_at IS NULL) AS surveys,
    EXISTS (SELECT FROM case_act WHERE case_id = household.id AND act = 'determine-area' AND round = survey_round
       AND withdrawn_at IS NULL) AS determined,
    (SELECT status FROM area_determination WHERE household_id = household.id AND status <> 'superseded') AS area,
    (SELECT count(DISTINCT type)::int FROM file_bag_document WHERE household_id = household.id
       AND superseded_at IS NULL) AS papers,
    (SELECT count(*)::int FROM case_act WHERE case_id = household.id AND act = 'negotiate' AND round = negotiation_round
       AND withdrawn_at IS NULL) AS talks,
    EXISTS (SELECT FROM case_act WHERE case_id = household.id AND act = 'check-before-signing' AND verdict = 'returned'
       AND round = negotiation_round) AS "talkReturned",
    calculation.id IS NOT NULL AS computed,
    ARRAY(SELECT username FROM account WHERE id IN (SELECT officer_id FROM negotiation_record
      WHERE household_id = household.id AND round = last_negotiated_round(household.id))
      AND id NOT IN (SELECT person_id FROM agreement_signature WHERE agreement_id = agreement.id)) AS signers,
    EXISTS (SELECT FROM case_act WHERE case_id = household.id AND act = 'check-before-signing' AND verdict = 'passed'
       AND withdrawn_at IS NULL AND content_hash = calculation.content_hash) AS checked,
    agreement.id AS "agreementId", agreement.status, agreement.content_hash AS hash, returned.return_reason AS "returnReason",
    EXISTS (SELECT FROM ledger_entry WHERE case_id = household.id::text AND kind = 'agreement-returned'
      AND payload ->> 'contentHash' = agreement.content_hash) AS recorded,
    EXISTS (SELECT FROM case_act WHERE case_id = household.id AND act = 'rectify-file-bag' AND seq > returned.seq)
      AS rectified,
    ARRAY(SELECT act FROM case_act WHERE case_id = household.id AND verdict = 'approved' AND withdrawn_at IS NULL
       AND content_hash = agreement.content_hash) AS approvals,
    EXISTS (SELECT FROM case_act WHERE case_id = household.id AND act = 'seal-agreement' AND withdrawn_at IS NULL
       AND content_hash = agreement.content_hash) AS "sealActed"
  FROM household LEFT JOIN agreement ON household_id = household.id AND agreement.status <> 'superseded'
    LEFT JOIN compensation_calculation calculation ON calculation.household_id = household.id
      AND calculation.superseded_at IS NULL
    LEFT JOIN LATERAL (SELECT seq, return_reason FROM case_act WHERE case_id = household.id AND verdict = 'returned'
      AND content_hash = agreement.content_hash ORDER BY seq DESC LIMIT 1) returned ON true
  ORDER BY case_number`;

const PAPERS = ['identity-proof', 'tenancy-voucher', 'household-register', 'appraisal-report', 'bank-account-proof'];
const OFFICERS = ['officerA', 'officerB', 'officerC', JACK] as const;
const GATES = [
  ['review-project-supervisor', 'projectSupervisor'],
  ['review-supervision-department', 'supervision'],
  ['review-investment-supervisor', 'investment'],
  ['approve-agreement', 'approver'],
] as const;
const LEVELS = [
  ['approve-payment-1', 'projectSupervisor'],
  ['approve-payment-2', 'bookkeeper'],
  ['approve-payment-3', 'financeHead'],
  ['approve-payment-4', 'generalManager'],
] as const;
const RETURN = { verdict: 'returned', note: '请补正' } as const;

/** What the cases wait for now, as diagrams would ask for it: the helpful half of the play. */
export class Waiting {
  /** Agreements after whose return another round was opened. */
  readonly #reopened = new Set<string>();
  #deposits = 0;

  constructor(
    private readonly world: World,
    private readonly work: Work,
  ) {}

  async moves(): Promise<readonly Move[]> {
    const cases = await this.world.db.query<Case>(CASES);
    const [project] = await this.world.db.query<{ opened: boolean }>(
      'SELECT signing_opened_at IS NOT NULL AS opened FROM project',
    );
    const opened = project?.opened === true;
    return [
      ...cases.flatMap((household) => this.#ofHousehold(household, opened)),
      ...(await this.#ofNotices()),
      ...(await this.#ofObjections()),
      ...this.#ofProject(cases, opened),
      ...(await this.#ofLists()),
    ];
  }

  #person(name: string, run: () => Promise<Outcome>): Move {
    return { name, door: 'person', run };
  }

  #acts(who: string, act: ActName, caseId: string, words: object = {}): Move {
    return this.#person(`${who}: ${act} ${caseId.slice(0, 4)}`, () => this.work.act(who, act, caseId, words));
  }

  #job(jobType: string, variables: object): Move {
    return { name: jobType, door: 'worker', run: () => this.work.worker(jobType, variables) };
  }

  #officer(): string {
    return this.world.dice.pick(OFFICERS);
  }

  #ofHousehold(household: Case, opened: boolean): Move[] {
    const { id, area, surveys, determined, papers, status } = household;
    if (area === null && surveys < 2) return [this.#acts(this.#officer(), 'survey-area', id)];
    if (!determined) return [this.#acts('determiner', 'determine-area', id)];
    if (area === 'determined') return [this.#job('list-determined-area', { householdId: id })];
    if (area !== 'frozen' || !opened) return [];
    const paper = PAPERS[papers];
    if (paper !== undefined) return [this.#person(`paper ${paper}`, () => this.world.upload('officerA', id, paper))];
    if (status === null) return this.#talk(household);
    return status === 'returned' ? this.#afterReturn(household) : this.#gates(household, status);
  }

  #talk(household: Case): Move[] {
    const { id, round, talks, talkReturned, computed, checked } = household;
    if (talkReturned) return [this.#job('open-negotiation-round', { householdId: id, negotiationRound: round })];
    if (talks < 2) return [this.#acts(this.#officer(), 'negotiate', id)];
    if (!computed) return [this.#job('compute-compensation', { householdId: id })];
    const back = this.world.dice.percent(5) ? { ...RETURN, returnReason: 'a' } : {};
    if (!checked) return [this.#acts('investment', 'check-before-signing', id, back)];
    return [this.#job('prepare-agreement', { householdId: id })];
  }

  #afterReturn(household: Case): Move[] {
    const { id, round, agreementId, returnReason, recorded, rectified } = household;
    const agreement = agreementId ?? '';
    if (!recorded) return [this.#job('record-file-bag-return', { agreementId: agreement })];
    if (!rectified) return [this.#acts(this.#officer(), 'rectify-file-bag', id)];
    if (!this.#reopened.has(agreement)) {
      const next = this.#job('open-negotiation-round', { householdId: id, negotiationRound: round });
      const run = async () => {
        const outcome = await next.run();
        if (outcome.accepted) this.#reopened.add(agreement);
        return outcome;
      };
      return [{ ...next, run }];
    }
    return returnReason === 'c' ? [this.#job('prepare-agreement', { householdId: id })] : this.#talk(household);
  }

  #gates(household: Case, status: string): Move[] {
    const { id, hash, agreementId, signers, approvals, sealActed } = household;
    const agreement = agreementId ?? '';
    if (status === 'prepared') {
      const sign = () =>
        this.world.call(id, 'post', `/agreements/${agreement}/household-signature`, {
          contentHash: hash ?? '',
          consent: true,
        });
      return [this.#person(`household signs ${id.slice(0, 4)}`, sign)];
    }
    const signer = signers.length === 0 ? this.#officer() : this.world.dice.pick(signers);
    if (status === 'household-signed') return [this.#acts(signer, 'sign-as-officer', id)];
    if (['officers-signed', 'in-review'].includes(status)) {
      const signed = this.#acts(this.#officer(), 'sign-as-officer', id);
      const gate = GATES.find(([act]) => !approvals.includes(act));
      const { dice } = this.world;
      const back = dice.percent(6) ? { ...RETURN, returnReason: dice.pick(['a', 'b', 'c']) } : {};
      return gate === undefined || dice.percent(10) ? [signed] : [this.#acts(gate[1], gate[0], id, back)];
    }
    if (status !== 'approved') return [];
    return sealActed
      ? [this.#job('seal-agreement', { agreementId: agreement })]
      : [this.#acts('sealKeeper', 'seal-agreement', id)];
  }

  async #ofNotices(): Promise<Move[]> {
    const rows = await this.world.db.query<{ id: string; status: string; over: boolean; hash: string | null }>(
      `SELECT id, status, ends_at <= app_now() AS over, content_hash AS hash FROM notice WHERE kind = 'area-list'
         AND NOT EXISTS (SELECT FROM area_determination WHERE notice_id = notice.id AND frozen_at IS NOT NULL)`,
    );
    return rows.flatMap(({ id, status, over, hash }) => {
      if (hash === null) return [this.#job('prepare-notice', { noticeId: id })];
      if (status === 'prepared') return [this.#acts('town', 'mask-notice', id)];
      if (status === 'masked') return [this.#acts('checker', 'approve-notice', id)];
      if (status === 'approved') return [this.#job('publish-notice', { noticeId: id })];
      if (status === 'archived') return [this.#job('freeze-area-list', { noticeId: id })];
      const wait: Move = { name: 'time passes', door: 'time', run: () => this.work.pass(24) };
      return over ? [this.#job('archive-notice', { noticeId: id })] : [wait, wait];
    });
  }

  async #ofObjections(): Promise<Move[]> {
    const rows = await this.world.db.query<{ id: string; answered: boolean }>(
      `SELECT id, EXISTS (SELECT FROM case_act WHERE case_id = objection.id AND act = 'answer-objection'
         AND withdrawn_at IS NULL) AS answered FROM objection WHERE status = 'open'`,
    );
    return rows.map(({ id, answered }) =>
      answered
        ? this.#job('close-objection', { objectionId: id })
        : this.#acts('otherDeterminer', 'answer-objection', id),
    );
  }

  #ofProject(cases: readonly Case[], opened: boolean): Move[] {
    const { projectId } = this.world.field;
    if (!opened) {
      if (!cases.every(({ area }) => area === 'frozen')) return [];
      const open = () => this.world.call('town', 'post', `/projects/${projectId}/signing`, {});
      return [
        { name: 'plan and reports', door: 'worker', run: () => this.work.preparePlan() },
        { name: 'town: open signing', door: 'interface', run: open },
      ];
    }
    return cases.some(({ status }) => status === 'sealed')
      ? [this.#job('make-agreements-effective', { projectId })]
      : [];
  }

  async #ofLists(): Promise<Move[]> {
    const lists = await this.world.db.query<{ id: string; status: string; approvals: string[]; waiting: boolean }>(
      `SELECT list.id, list.status, ARRAY(SELECT act FROM case_act WHERE case_id = list.id AND verdict = 'approved'
           AND withdrawn_at IS NULL AND round = version) AS approvals,
         EXISTS (SELECT FROM payment_item WHERE round_id = list.round_id AND status IN ('due', 'failed')) AS waiting
       FROM payment_list list`,
    );
    return lists.flatMap(({ id, status, approvals, waiting }) => this.#ofList(id, status, approvals, waiting));
  }

  #ofList(id: string, status: string, approvals: readonly string[], waiting: boolean): Move[] {
    const { dice, field } = this.world;
    const refuse = dice.percent(6) ? { verdict: 'refused', note: '请核对' } : {};
    if (status === 'refused' || (status === 'draft' && waiting && approvals.length === 0 && dice.percent(60))) {
      return [this.#acts('maker', 'make-payment-list', id)];
    }
    if (status === 'draft' || status === 'in-review') {
      const level = LEVELS.find(([act]) => !approvals.includes(act));
      return level === undefined ? [] : [this.#acts(level[1], level[0], id, refuse)];
    }
    if (status === 'approved' || status === 'released') {
      this.#deposits += 1;
      const money = { amountYuan: '2000000.00', reference: `凭证-${String(this.#deposits)}` };
      const pay = () => this.world.call('town', 'post', `/projects/${field.projectId}/deposits`, money);
      return [
        { name: 'town: deposit', door: 'interface', run: pay },
        this.#job('check-special-account', { listId: id }),
        status === 'approved'
          ? this.#acts('investment', 'release-payment', id, refuse)
          : this.#job('send-bank-file', { listId: id }),
      ];
    }
    if (status !== 'sent') return [];
    return [
      { name: 'the bank answers', door: 'worker', run: () => this.work.bank(id) },
      this.#job('settle-payments', { listId: id }),
    ];
  }
}
