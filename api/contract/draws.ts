/** Draws that anybody can repeat: the board's list, one with its file, and what the parties of a sample give. */
import { z } from 'zod';
import { DRAW_KINDS, DRAW_METHODS, DRAW_STATES, isOneField, isSalt } from '../../rules/draw/draw-record.js';
import { freeText, id, instant } from './formats.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/, '应为64位十六进制数');

export const drawRow = z.object({
  id,
  kind: z.enum(DRAW_KINDS),
  kindLabel: z.string(),
  method: z.enum(DRAW_METHODS),
  methodLabel: z.string(),
  state: z.enum(DRAW_STATES),
  stateLabel: z.string(),
  /** Null as long as it would warn those who are to be inspected. */
  subject: z.string().nullable(),
  announcedAt: instant,
  seedSource: z.string(),
  seedDueAt: instant,
  /** The parties did not all reveal in time: it can only be aborted. */
  late: z.boolean(),
  listHash: hash,
  announcementHash: hash,
  parties: z.array(
    z.object({
      label: z.string(),
      commitment: hash.nullable(),
      committedAt: instant.nullable(),
      revealedAt: instant.nullable(),
    }),
  ),
  aborts: z.array(z.object({ by: z.string(), reason: z.string(), at: instant })),
});
export type DrawRowView = z.infer<typeof drawRow>;
export const drawList = z.object({ draws: z.array(drawRow) });
export type DrawList = z.infer<typeof drawList>;

/** The text of the file is what is recomputed; null as long as list and result are not open to everybody. */
export const drawView = drawRow.extend({ file: z.string().nullable() });
export type DrawView = z.infer<typeof drawView>;

export const drawBody = z.object({ projectId: id, reason: freeText(400) });
export type DrawBody = z.infer<typeof drawBody>;
export const commitmentBody = z.object({ commitment: hash });
export type CommitmentBody = z.infer<typeof commitmentBody>;
export const revealBody = z.object({
  salt: z.string().refine(isSalt, '盐应为32位十六进制数'),
  value: z.string().max(120).refine(isOneField, '请在一行内填写所承诺的数'),
});
export type RevealBody = z.infer<typeof revealBody>;
export const revealed = z.object({ inspectionId: id.nullable() });
export type Revealed = z.infer<typeof revealed>;
export const abortBody = z.object({ reason: freeText(400) });
export type AbortBody = z.infer<typeof abortBody>;

/** A draw that the caller speaks for as one of its parties. */
export const ownDraw = drawRow.extend({
  reason: z.string(),
  /** What the caller's party still has to do. */
  next: z.enum(['commit', 'wait', 'reveal', 'none']),
  proposedAbort: z.boolean(),
});
export const ownDrawList = z.object({ draws: z.array(ownDraw) });
export type OwnDrawList = z.infer<typeof ownDrawList>;
