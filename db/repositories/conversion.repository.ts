import type { ConversionEffect } from '../../rules/conversion/effects.js';
import { conversionEffect } from '../../rules/conversion/effects.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import type { MessageName } from '../../rules/vocabulary/messages.js';
import type { AgreementStatus } from '../../rules/vocabulary/statuses.js';
import { hashOfValue } from '../content-hash.js';
import { Project } from '../entities/project.entity.js';
import { NotFoundError, refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { mustLock } from './find.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';

/** A proposal to turn a negotiated project into an expropriation. */
export interface Conversion {
  readonly id: string;
  readonly projectId: string;
  readonly trackId: string;
  /** The formal mode it would become. */
  readonly mode: Mode;
  readonly number: string;
}

export async function getConversion(tx: Transaction, conversionId: string): Promise<Conversion> {
  const conversion = await tx.maybeOne<Conversion>(
    `SELECT conversion.id, conversion.project_id AS "projectId", track_id AS "trackId", mode, number
     FROM conversion JOIN track ON track.id = track_id WHERE conversion.id = $1`,
    [conversionId],
  );
  if (conversion === undefined) throw new NotFoundError('conversion', conversionId);
  return conversion;
}

/** Has a message of this name about this thing been told? What was told is a fact of the procedure that told it. */
export async function wasTold(tx: Transaction, name: MessageName, key: string): Promise<boolean> {
  const rows = await tx.query('SELECT FROM outbox WHERE name = $1 AND correlation_key = $2 LIMIT 1', [name, key]);
  return rows.length > 0;
}

/** The formal track of a project whose plan is adopted, and whose expropriation was not refused; undefined while there is none. */
export async function preparedTrack(tx: Transaction, projectId: string): Promise<{ readonly id: string } | undefined> {
  const track = await tx.maybeOne<{ id: string }>(
    `SELECT id FROM track WHERE project_id = $1 AND mode <> 'negotiated'
       AND NOT EXISTS (SELECT FROM expropriation_refusal WHERE track_id = track.id)`,
    [projectId],
  );
  return track !== undefined && (await wasTold(tx, 'plan-adopted', track.id)) ? track : undefined;
}

/** Starts the case of a conversion: only with a formal track whose plan has been adopted. */
export async function proposeConversion(tx: Transaction, projectId: string): Promise<{ conversionId: string }> {
  const project = await mustLock(tx, Project, { id: projectId });
  const track = await preparedTrack(tx, projectId);
  if (track === undefined) {
    throw refusal('CONVERSION_POINT_OPEN', '征收尚未准备或方案尚未通过，不能转为征收', 'R-13、R-14');
  }
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO conversion (project_id, track_id, number)
     SELECT $1, $2, $3 || '-转-' || lpad((count(*) + 1)::text, 2, '0') FROM conversion WHERE project_id = $1
     RETURNING id`,
    [projectId, track.id, project.code],
  );
  const variables = { projectId, conversionId: id, caseNumber: project.code };
  await emit(tx, [{ name: 'conversion-proposed', correlationKey: id, variables }]);
  await appendEntry(tx, { caseId: id, kind: 'case-opened', actorId: SYSTEM_ACTOR, clauses: ['R-14'], payload: {} });
  return { conversionId: id };
}

/** What the conversion does to one household. */
export interface HouseholdEffect {
  readonly householdId: string;
  readonly caseNumber: string;
  readonly agreementId: string | null;
  readonly status: AgreementStatus | null;
  readonly effect: ConversionEffect;
}

/** The effect on every household whose case goes on, as things stand now (rules/conversion/effects). */
export async function effectsNow(tx: Transaction, projectId: string): Promise<HouseholdEffect[]> {
  const rows = await tx.query<Omit<HouseholdEffect, 'effect'>>(
    `SELECT household.id AS "householdId", case_number AS "caseNumber", agreement.id AS "agreementId", agreement.status
     FROM household LEFT JOIN agreement ON household_id = household.id AND agreement.status <> 'superseded'
     WHERE project_id = $1 AND stage <> 'closed' ORDER BY case_number`,
    [projectId],
  );
  return rows.map((row) => ({ ...row, effect: conversionEffect(row.status) }));
}

/** Writes the effect list on which the district government decides, fixed by its hash; each time a new one. */
export async function listConversionEffects(
  tx: Transaction,
  conversionId: string,
): Promise<{ listNumber: number; formalCount: number }> {
  const { projectId } = await getConversion(tx, conversionId);
  await mustLock(tx, Project, { id: projectId });
  const effects = await effectsNow(tx, projectId);
  const { number } = await tx.one<{ number: number }>(
    'SELECT coalesce(max(number), 0) + 1 AS number FROM conversion_list WHERE conversion_id = $1',
    [conversionId],
  );
  const contentHash = hashOfValue({ conversionId, number, effects });
  await tx.query('INSERT INTO conversion_list (conversion_id, number, content_hash) VALUES ($1, $2, $3)', [
    conversionId,
    number,
    contentHash,
  ]);
  await tx.query(
    `INSERT INTO conversion_effect (conversion_id, number, household_id, agreement_id, effect)
     SELECT $1, $2, "householdId", "agreementId", effect FROM jsonb_to_recordset($3::jsonb)
       AS row ("householdId" uuid, "agreementId" uuid, effect text)`,
    [conversionId, number, JSON.stringify(effects)],
  );
  const formalCount = effects.filter(({ effect }) => effect === 'formal').length;
  const payload = { number, contentHash, households: effects.length, formalCount };
  await appendEntry(tx, {
    caseId: conversionId,
    kind: 'conversion-listed',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-14', 'R-26'],
    payload,
  });
  return { listNumber: number, formalCount };
}
