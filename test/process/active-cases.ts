/** What goes on beside the households: plans wait for their people, the rest comes back by the calendar. */
const GOES_ON = [
  'appraiser-selection-negotiated',
  'compensation-plan',
  'deadline-watch',
  'democratic-appraisal',
  'inspection',
  'joint-meeting',
  'risk-review',
  'staff-certificate',
];

/** The processes under way but for those, each by the process that it was called from in the first place. */
export const activeCases = (...besides: readonly string[]): string =>
  `SELECT instance.process_definition_id AS process FROM engine.process_instance instance
   JOIN engine.process_instance root ON root.process_instance_key = instance.root_process_instance_key
   WHERE instance.state = 'ACTIVE'
     AND root.process_definition_id NOT IN (${[...GOES_ON, ...besides].map((id) => `'${id}'`).join(', ')})`;
