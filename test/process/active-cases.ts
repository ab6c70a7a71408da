/** What comes back by the calendar, whatever becomes of a project. */
const CALENDARS = ['deadline-watch', 'democratic-appraisal', 'joint-meeting', 'risk-review', 'staff-certificate'];
/** What goes on beside the households while nobody of theirs works on it. */
const GOES_ON = ['appraiser-selection-negotiated', 'compensation-plan', 'inspection'];

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

const activeBut = (names: readonly string[]): string =>
  `SELECT instance.process_definition_id AS process FROM engine.process_instance instance
   JOIN engine.process_instance root ON root.process_instance_key = instance.root_process_instance_key
   WHERE instance.state = 'ACTIVE' AND root.process_definition_id NOT IN (${quoted(names)})`;

/** The processes under way but for those, each by the process that it was called from in the first place. */
export const activeCases = (...besides: readonly string[]): string => activeBut([...CALENDARS, ...GOES_ON, ...besides]);

/** The processes under way once a project has come to its end: none may be. */
export const ACTIVE_OF_ENDED_PROJECT = activeBut(CALENDARS);
