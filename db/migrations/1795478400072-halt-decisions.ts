import { forwardOnly } from './forward-only.js';

/** While the expropriation is set aside or suspended, nothing is decided or enforced on its households (art 14). */
export const HaltDecisions1795478400072 = forwardOnly(
  'HaltDecisions1795478400072',
  `
  CREATE FUNCTION decision_halted(decision uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM compensation_decision case_of JOIN track ON track.project_id = case_of.project_id
      WHERE case_of.id = decision AND track.mode <> 'negotiated' AND expropriation_halted(track.id))
  $$;
  CREATE FUNCTION guard_halted_decision() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE decision uuid := CASE TG_TABLE_NAME WHEN 'case_act' THEN to_jsonb(NEW) ->> 'case_id'
    ELSE to_jsonb(NEW) ->> 'decision_id' END::uuid;
  BEGIN
    IF decision_halted(decision) THEN
      PERFORM refuse('征收与补偿条例第14条', 'DECISION_POINT_OPEN', '征收决定已被撤销或裁定停止执行，不得作出补偿决定、催告或申请执行');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_halted BEFORE INSERT ON decision_issued FOR EACH ROW EXECUTE FUNCTION guard_halted_decision();
  CREATE TRIGGER b_halted BEFORE INSERT ON case_act FOR EACH ROW
    WHEN ((NEW.act, NEW.verdict) IN (('decide-compensation', 'approved'), ('demand-performance', 'served'),
      ('apply-to-court', 'applied'))) EXECUTE FUNCTION guard_halted_decision();
  `,
);
