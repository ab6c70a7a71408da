import { forwardOnly } from './forward-only.js';

/**
 * Joint meetings of the departments: agenda, attendance, minutes, decisions with owner and day, readings of rules that
 * bind all, and the agreements that such a reading touches. What is written stands; nothing is changed.
 */
export const JointMeetings1795478400024 = forwardOnly(
  'JointMeetings1795478400024',
  `
  CREATE TABLE meeting (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('regular', 'called')),
    reason text NOT NULL CHECK (reason <> ''),
    called_by uuid REFERENCES account,
    due_on date,
    convened_at timestamptz NOT NULL DEFAULT app_now(),
    CHECK ((kind = 'regular') = (due_on IS NOT NULL)),
    CHECK ((kind = 'called') = (called_by IS NOT NULL))
  );
  CREATE UNIQUE INDEX meeting_regular ON meeting (due_on) WHERE kind = 'regular';
  CREATE TABLE meeting_closing (
    meeting_id uuid PRIMARY KEY REFERENCES meeting,
    closed_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE meeting_matter (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    raised_by uuid NOT NULL REFERENCES account,
    organisation_id uuid NOT NULL REFERENCES organisation,
    text text NOT NULL CHECK (text <> ''),
    raised_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE meeting_agenda (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    meeting_id uuid NOT NULL REFERENCES meeting,
    meets_on date NOT NULL,
    place text NOT NULL
  );
  CREATE TABLE meeting_agenda_body (
    entry_id uuid NOT NULL REFERENCES meeting_agenda,
    organisation_id uuid NOT NULL REFERENCES organisation,
    PRIMARY KEY (entry_id, organisation_id)
  );
  CREATE TABLE meeting_agenda_item (
    entry_id uuid NOT NULL REFERENCES meeting_agenda,
    position integer NOT NULL,
    organisation_id uuid NOT NULL REFERENCES organisation,
    text text NOT NULL,
    PRIMARY KEY (entry_id, position)
  );
  CREATE TABLE meeting_attendance (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    meeting_id uuid NOT NULL REFERENCES meeting,
    held_on date NOT NULL
  );
  CREATE TABLE meeting_attendee (
    entry_id uuid NOT NULL REFERENCES meeting_attendance,
    position integer NOT NULL,
    organisation_id uuid NOT NULL REFERENCES organisation,
    name text NOT NULL,
    PRIMARY KEY (entry_id, position)
  );
  CREATE TABLE meeting_minutes (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    meeting_id uuid NOT NULL REFERENCES meeting,
    summary text NOT NULL
  );
  CREATE TABLE meeting_decision (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    entry_id uuid NOT NULL REFERENCES meeting_minutes,
    position integer NOT NULL,
    text text NOT NULL,
    owner_id uuid NOT NULL REFERENCES account,
    due_on date NOT NULL,
    UNIQUE (entry_id, position)
  );
  CREATE TABLE meeting_interpretation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    entry_id uuid NOT NULL REFERENCES meeting_minutes,
    position integer NOT NULL,
    rule text NOT NULL,
    reading text NOT NULL,
    valid_from date NOT NULL,
    -- Where the reading changes a figure of the rules: its name, the new value as written.
    parameter text,
    new_value text,
    -- Null: for all projects alike.
    project_id uuid REFERENCES project,
    UNIQUE (entry_id, position),
    CHECK ((parameter IS NULL) = (new_value IS NULL))
  );
  CREATE TABLE decision_report (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    decision_id uuid NOT NULL REFERENCES meeting_decision,
    result text NOT NULL,
    document_id uuid REFERENCES case_document
  );
  CREATE TABLE catch_up_item (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    interpretation_id uuid NOT NULL REFERENCES meeting_interpretation,
    agreement_id uuid NOT NULL REFERENCES agreement,
    listed_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (interpretation_id, agreement_id)
  );
  CREATE TABLE catch_up_check (
    item_id uuid PRIMARY KEY REFERENCES catch_up_item,
    person_id uuid NOT NULL REFERENCES account,
    affected boolean NOT NULL,
    note text NOT NULL CHECK (note <> ''),
    checked_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE catch_up_settlement (
    item_id uuid PRIMARY KEY REFERENCES catch_up_check,
    person_id uuid NOT NULL REFERENCES account,
    note text NOT NULL CHECK (note <> ''),
    settled_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['meeting', 'meeting_closing', 'meeting_matter', 'meeting_agenda',
    'meeting_agenda_body', 'meeting_agenda_item', 'meeting_attendance', 'meeting_attendee', 'meeting_minutes',
    'meeting_decision', 'meeting_interpretation', 'decision_report', 'catch_up_item', 'catch_up_check',
    'catch_up_settlement']::regclass[]) AS evidence;

  -- Minutes that another person has confirmed exactly as they stand: only these bind.
  CREATE VIEW confirmed_minutes AS
    SELECT minutes.*, entry.entered_at FROM meeting_minutes minutes JOIN task_entry entry ON entry.id = minutes.entry_id
    WHERE entry.superseded_at IS NULL AND EXISTS (SELECT FROM case_act WHERE case_id = minutes.meeting_id
      AND act = 'confirm-minutes' AND verdict = 'approved' AND content_hash = entry.content_hash
      AND withdrawn_at IS NULL);

  CREATE FUNCTION parents_of_meeting_decision(child uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT meeting_id FROM meeting_decision JOIN meeting_minutes USING (entry_id) WHERE meeting_decision.id = child
  $$;

  CREATE FUNCTION guard_meeting_act() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.act = 'carry-out-decision' AND NOT EXISTS (SELECT FROM meeting_decision
        WHERE id = NEW.case_id AND owner_id = NEW.person_id) THEN
      PERFORM refuse('R-28', 'ROLE_MISSING', '该议定事项只能由纪要写明的责任人办理');
    END IF;
    -- Nobody meets without a body that must take part: the last attendance covers the last agenda.
    IF NEW.act = 'record-attendance' AND NEW.verdict = 'held' AND EXISTS (
        SELECT FROM meeting_agenda agenda JOIN task_entry entry ON entry.id = agenda.entry_id
          JOIN meeting_agenda_body body ON body.entry_id = agenda.entry_id
        WHERE agenda.meeting_id = NEW.case_id AND entry.superseded_at IS NULL AND NOT EXISTS (
          SELECT FROM meeting_attendance attendance JOIN task_entry present ON present.id = attendance.entry_id
            JOIN meeting_attendee attendee ON attendee.entry_id = attendance.entry_id
          WHERE attendance.meeting_id = NEW.case_id AND present.superseded_at IS NULL
            AND attendee.organisation_id = body.organisation_id)) THEN
      PERFORM refuse('R-27', 'MINUTES_INCOMPLETE', '应到单位未到齐，不得开会，请改期');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER d_meeting BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_meeting_act();

  -- A reading touches agreements only when it binds.
  CREATE FUNCTION guard_catch_up_item() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM meeting_interpretation JOIN confirmed_minutes USING (entry_id)
        WHERE meeting_interpretation.id = NEW.interpretation_id) THEN
      PERFORM refuse('R-29', 'GATE_NOT_DUE', '纪要尚未由他人确认，口径尚未生效');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON catch_up_item FOR EACH ROW EXECUTE FUNCTION guard_catch_up_item();
  -- What is said of a touched agreement is said by an act of the same person; two persons, never one.
  CREATE FUNCTION guard_catch_up_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM catch_up_check WHERE item_id = NEW.item_id AND affected) THEN
      PERFORM refuse('R-26', 'TRANSITION_FORBIDDEN', '核对结果为不受影响的协议不需处理');
    END IF;
    IF EXISTS (SELECT FROM catch_up_check WHERE item_id = NEW.item_id AND person_id = NEW.person_id) THEN
      PERFORM refuse('R-26', 'DUTY_NOT_SEPARATED', '核对人不得确认处理结果，请由他人确认');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON catch_up_settlement FOR EACH ROW
    EXECUTE FUNCTION guard_catch_up_settlement();
  -- A meeting ends when all it decided is done and all it touched is settled.
  CREATE FUNCTION guard_meeting_closing() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM confirmed_minutes WHERE meeting_id = NEW.meeting_id) OR EXISTS (
        SELECT FROM meeting_decision decision JOIN confirmed_minutes USING (entry_id)
        WHERE meeting_id = NEW.meeting_id AND NOT EXISTS (SELECT FROM case_act WHERE case_id = decision.id
          AND act = 'confirm-decision' AND verdict = 'approved' AND withdrawn_at IS NULL)) THEN
      PERFORM refuse('R-28', 'TRANSITION_FORBIDDEN', '纪要未确认或还有未办结的议定事项，会议不能办结');
    END IF;
    IF EXISTS (SELECT FROM catch_up_open WHERE meeting_id = NEW.meeting_id) THEN
      PERFORM refuse('R-26', 'TRANSITION_FORBIDDEN', '还有未按新口径核对的协议，会议不能办结');
    END IF;
    RETURN NEW;
  END $$;
  CREATE VIEW catch_up_open AS
    SELECT item.*, meeting_id, checked.affected FROM catch_up_item item
      JOIN meeting_interpretation reading ON reading.id = item.interpretation_id
      JOIN meeting_minutes minutes ON minutes.entry_id = reading.entry_id
      LEFT JOIN catch_up_check checked ON checked.item_id = item.id
      LEFT JOIN catch_up_settlement settled ON settled.item_id = item.id
    WHERE settled.item_id IS NULL AND checked.affected IS DISTINCT FROM false;
  CREATE TRIGGER lawful BEFORE INSERT ON meeting_closing FOR EACH ROW EXECUTE FUNCTION guard_meeting_closing();
  `,
);
