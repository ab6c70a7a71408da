import { isBefore } from '../dates.js';
import type { IsoInstant } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { drawOrder } from '../draw/draw.js';
import type { Drawn } from '../draw/draw.js';
import type { Policy } from '../policy/policies.js';

export interface Lottery {
  readonly candidateIds: readonly string[];
  /** When the list of those taking part was closed and shown. */
  readonly listClosedAt: IsoInstant;
  /** Digits or text that nobody of the project can choose, e.g. the numbers of a public draw of that day. */
  readonly seed: string;
  readonly seedSource: string;
  readonly seedPublishedAt: IsoInstant;
  readonly drawnAt: IsoInstant;
  readonly notaryId: string | null;
  readonly witnesses: readonly { readonly personId: string; readonly residentInScope: boolean }[];
  /** Who runs the draw: may be neither notary nor witness. */
  readonly conductorId: string;
  readonly videoHash: string | null;
}

const SHORTEST_SEED = 6;

/**
 * 公证摇号: draws among the candidates from a published seed, so that everybody can repeat it (draw.ts). The seed is
 * published after the list is closed and before the draw; a notary, two witnesses from the scope and a video attest
 * it (征收与补偿条例 art 20, R-20). The value is the order drawn; null while anything is missing.
 */
export function drawLottery(lottery: Lottery, policy: Policy): Decision<readonly Drawn[] | null> {
  const findings = [...seedFindings(lottery), ...witnessFindings(lottery, policy)];
  if (lottery.candidateIds.length < 2) {
    findings.push(finding('CANDIDATES_OUT_OF_RANGE', 'candidateIds', '摇号至少要有两家机构，请核对名单'));
  }
  if (new Set(lottery.candidateIds).size < lottery.candidateIds.length) {
    findings.push(finding('ALREADY_DONE', 'candidateIds', '同一机构重复列入，请删去一次'));
  }
  const drawn = findings.length > 0 ? null : drawOrder(lottery.candidateIds, lottery.seed);
  return decide(drawn, findings, policy.version);
}

const finding = (code: Finding['code'], field: string, message: string): Finding => ({
  code,
  message,
  basis: '征收与补偿条例第20条、R-20',
  field,
});

function seedFindings({ seed, seedSource, listClosedAt, seedPublishedAt, drawnAt }: Lottery): Finding[] {
  const findings: Finding[] = [];
  if (seed.trim().length < SHORTEST_SEED) {
    findings.push(finding('FIELD_INVALID', 'seed', `摇号种子不得少于${SHORTEST_SEED}个字符，请取公开号码`));
  }
  if (seedSource.trim() === '') findings.push(finding('FIELD_MISSING', 'seedSource', '请写明种子取自何处'));
  if (!isBefore(listClosedAt, seedPublishedAt)) {
    findings.push(finding('SEED_KNOWN_EARLY', 'seedPublishedAt', '种子须在名单确定后公布，请重新取号'));
  }
  if (isBefore(drawnAt, seedPublishedAt)) {
    findings.push(finding('SEED_NOT_PUBLISHED', 'drawnAt', '种子尚未公布，请公布后再摇号'));
  }
  return findings;
}

function witnessFindings(lottery: Lottery, policy: Policy): Finding[] {
  const { witnesses, notaryId, conductorId, videoHash } = lottery;
  const { value: needed } = policy.selection.lotteryWitnesses;
  const findings: Finding[] = [];
  const residents = new Set(witnesses.filter(({ residentInScope }) => residentInScope).map(({ personId }) => personId));
  if (residents.size < needed) {
    findings.push(finding('WITNESS_MISSING', 'witnesses', `须有${needed}名范围内居民见证，请补足`));
  }
  if (notaryId === null) findings.push(finding('WITNESS_MISSING', 'notaryId', '须有公证人员在场，请补足'));
  if (videoHash === null) findings.push(finding('WITNESS_MISSING', 'videoHash', '须有全程录像，请补交'));
  const attesting = [...witnesses.map(({ personId }) => personId), ...(notaryId === null ? [] : [notaryId])];
  if (attesting.includes(conductorId) || (notaryId !== null && residents.has(notaryId))) {
    const message = '主持、公证、见证须为不同人员，请调整';
    findings.push({ code: 'DUTY_NOT_SEPARATED', message, basis: 'SD3', field: 'conductorId' });
  }
  return findings;
}
