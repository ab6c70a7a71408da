import { bodyTiesRegister } from '../../api/registers/body-ties.register.js';
import { recordRegisterEntry } from '../../db/repositories/registers.repository.js';
import type { ActName } from '../../rules/acts.js';
import type { Stage } from '../db/stage.js';
import type { StaffName } from './staff.js';

/** The register of ties between bodies, entered by the people of a stage. */
export class BodyTies {
  constructor(private readonly stage: Stage) {}

  put(who: StaffName, act: ActName, rowId: string | null, given: Readonly<Record<string, unknown>>) {
    return this.stage.db.transaction((tx) =>
      recordRegisterEntry(
        tx,
        { register: 'body-ties', act, rowId, corrects: null, personId: this.stage.field.staff[who], given },
        async (context) => bodyTiesRegister.entries.find((entry) => entry.act === act)?.store(tx, context, given),
      ),
    );
  }

  /** Entered by the district and not yet confirmed; answers the row. */
  async tie(upper: string, kind: string, lower: string): Promise<string> {
    const given = { upper, kind, lower, startsOn: '2026-01-01', evidence: '工商登记' };
    return (await this.put('district', 'record-body-tie', null, given)).rowId;
  }

  confirm(who: StaffName, rowId: string) {
    return this.put(who, 'confirm-body-tie', rowId, { remark: '已核对' });
  }
}
