"""Builds what is deployed: a process as a row of elements, and a decision table."""

from __future__ import annotations

import os

NAMESPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://bpmn.io/schema/bpmn"'
)


def process(name: str, *elements: tuple[str, str], beside: str = "", roots: str = "") -> str:
    """start → the elements (id, XML) in a row → end."""
    ids = ["start", *(element_id for element_id, _ in elements), "end"]
    flows = "".join(
        f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}" />'
        for source, target in zip(ids, ids[1:])
    )
    body = "".join(xml for _, xml in elements)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions id="definitions" {NAMESPACES}>{roots}'
        f'<bpmn:process id="{name}" isExecutable="true"><bpmn:startEvent id="start" />{body}'
        f'<bpmn:endEvent id="end" />{flows}{beside}</bpmn:process></bpmn:definitions>'
    )


def task(element_id: str, job_type: str, headers: dict[str, str] | None = None) -> tuple[str, str]:
    header = "".join(f'<zeebe:header key="{key}" value="{value}" />' for key, value in (headers or {}).items())
    return element_id, (
        f'<bpmn:serviceTask id="{element_id}"><bpmn:extensionElements><zeebe:taskDefinition type="{job_type}" />'
        f"<zeebe:taskHeaders>{header}</zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>"
    )


def message_catch(element_id: str, key: str) -> tuple[str, str]:
    return element_id, (
        f'<bpmn:intermediateCatchEvent id="{element_id}"><bpmn:messageEventDefinition messageRef="message" />'
        "</bpmn:intermediateCatchEvent>"
    )


def message(name: str, key: str) -> str:
    return (
        f'<bpmn:message id="message" name="{name}"><bpmn:extensionElements>'
        f'<zeebe:subscription correlationKey="={key}" /></bpmn:extensionElements></bpmn:message>'
    )


DECISION = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="grading" name="Grading" namespace="http://camunda.org/schema/1.0/dmn">
  <decision id="grade" name="Grade">
    <decisionTable id="table">
      <input id="points" label="Points"><inputExpression id="in" typeRef="number"><text>points</text></inputExpression></input>
      <output id="out" name="grade" typeRef="string" />
      <rule id="passes"><inputEntry id="i1"><text>&gt;= 50</text></inputEntry><outputEntry id="o1"><text>"pass"</text></outputEntry></rule>
      <rule id="fails"><inputEntry id="i2"><text>&lt; 50</text></inputEntry><outputEntry id="o2"><text>"fail"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>"""

FORM = '{"id": "survey-form", "type": "default", "components": []}'


class Folder:
    """Files to deploy: pyzeebe takes them by their path."""

    def __init__(self, path: str) -> None:
        self.path = path

    def file(self, name: str, content: str) -> str:
        path = os.path.join(self.path, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
        return path
