import type { Database } from '../../db/database.js';
import { commitShare } from '../../db/repositories/draws.repository.js';
import { announceSample, revealForSample } from '../../db/repositories/inspection-sample.repository.js';
import type { AskedInspection } from '../../db/repositories/inspection-sample.repository.js';
import { commitmentOf } from '../../rules/draw/draw-record.js';
import type { Staff } from './staff.js';

/** The number of a party, by its place: any words of one line. */
export const shareOf = (place: number) => {
  const [salt, value] = [String(place).repeat(32), `${String(place)} 5 2 6`];
  return { salt, value, commitment: commitmentOf(salt, value) };
};

/** A random inspection's draw from inside, without the API: announced, committed to and revealed by its three parties. */
export class SampleDraw {
  readonly parties: readonly string[];
  drawId = '';

  constructor(
    private readonly db: Database,
    private readonly asked: AskedInspection,
    staff: Pick<Staff, 'supervision' | 'stateAssets' | 'discipline'>,
  ) {
    this.parties = [staff.supervision, staff.stateAssets, staff.discipline];
  }

  async announce(): Promise<string> {
    this.drawId = await this.db.transaction((tx) => announceSample(tx, this.asked));
    return this.drawId;
  }

  /** The party in this place, from 1, commits itself; to its own number unless another is given. */
  async commit(place: number, commitment = shareOf(place).commitment): Promise<void> {
    const person = { drawId: this.drawId, personId: this.parties[place - 1] ?? '' };
    await this.db.transaction((tx) => commitShare(tx, person, commitment));
  }

  /** Shows it; answers the inspection once the last party has shown. */
  async reveal(place: number, value = shareOf(place).value): Promise<string | null> {
    const person = { drawId: this.drawId, personId: this.parties[place - 1] ?? '' };
    return this.db.transaction((tx) => revealForSample(tx, person, { salt: shareOf(place).salt, value }));
  }

  async commitAll(): Promise<void> {
    for (const place of [1, 2, 3]) await this.commit(place);
  }

  async play(): Promise<{ drawId: string; inspectionId: string }> {
    const drawId = await this.announce();
    await this.commitAll();
    await this.reveal(1);
    await this.reveal(2);
    const inspectionId = await this.reveal(3);
    if (inspectionId === null) throw new Error('The last reveal opens the inspection');
    return { drawId, inspectionId };
  }
}
