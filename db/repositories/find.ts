import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';

/** The one row that matches; throws NotFoundError where there is none. */
export async function mustFind<T extends ObjectLiteral>(
  tx: Transaction,
  entity: EntityTarget<T>,
  where: FindOptionsWhere<T>,
): Promise<T> {
  const found = await tx.manager.findOneBy(entity, where);
  if (!found) throw missing(tx, entity, where);
  return found;
}

/** The same, locked until the transaction ends: whoever changes the row waits. */
export async function mustLock<T extends ObjectLiteral>(
  tx: Transaction,
  entity: EntityTarget<T>,
  where: FindOptionsWhere<T>,
): Promise<T> {
  const found = await tx.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } });
  if (!found) throw missing(tx, entity, where);
  return found;
}

function missing<T extends ObjectLiteral>(
  tx: Transaction,
  entity: EntityTarget<T>,
  where: FindOptionsWhere<T>,
): NotFoundError {
  return new NotFoundError(tx.manager.dataSource.getMetadata(entity).tableName, Object.values(where).join(' '));
}
