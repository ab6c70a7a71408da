"""Walks the engine's gRPC interface with pyzeebe, a client that nobody of this project has written.

usage: walk.py GRPC_ADDRESS REST_URL
Ends with the line 'N passed, N failed', and with 1 when a check failed.
"""

# Annotations stay objects: pyzeebe reads from them which parameter is the job.
import asyncio
import json
import logging
import sys
import tempfile
import urllib.request
from contextlib import asynccontextmanager
from types import SimpleNamespace

from checking import check, equal, refused, run_all
from diagrams import DECISION, FORM, Folder, message, message_catch, process, task
from pyzeebe import Job, JobController, ZeebeClient, ZeebeWorker, create_insecure_channel
from pyzeebe.errors import (
    BusinessError,
    DecisionNotFoundError,
    InvalidJSONError,
    JobAlreadyDeactivatedError,
    JobNotFoundError,
    MessageAlreadyExistsError,
    ProcessDefinitionHasNoStartEventError,
    ProcessDefinitionNotFoundError,
    ProcessInstanceNotFoundError,
    ProcessInvalidError,
    ProcessTimeoutError,
    UnknownGrpcStatusCodeError,
)
from pyzeebe.proto import gateway_pb2 as message_types

GRPC_ADDRESS, REST_URL = sys.argv[1:]
NOBODY = 4503599627370497
given = SimpleNamespace()  # the client, its channel and the folder, once they are there


async def deploy(name: str, xml: str) -> None:
    await given.client.deploy_resource(given.folder.file(f"{name}.bpmn", xml))


async def take(job_type: str, most: int = 10) -> list[Job]:
    """The jobs that wait, without waiting for more."""
    jobs = given.client.zeebe_adapter.activate_jobs(job_type, "walker", 60_000, most, [], -1)
    return [job async for job in jobs]


async def raw(method: str, request: object) -> object:
    """A call for which pyzeebe has no method, in its own messages."""
    return await getattr(given.client.zeebe_adapter._gateway_stub, method)(request)


def search(what: str, filters: dict[str, object]) -> list[dict[str, object]]:
    """What gRPC cannot tell is asked over REST."""
    request = urllib.request.Request(
        f"{REST_URL}/{what}/search",
        data=json.dumps({"filter": filters}).encode(),
        headers={"content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)["items"]


def state_of(process_instance_key: int) -> object:
    return search("process-instances", {"processInstanceKey": str(process_instance_key)})[0]["state"]


@asynccontextmanager
async def working(worker: ZeebeWorker):
    """The worker works while the block runs."""
    work = asyncio.create_task(worker.work())
    try:
        yield worker
    finally:
        await worker.stop()
        await work


def new_worker(**settings: object) -> ZeebeWorker:
    return ZeebeWorker(given.channel, name="walker", request_timeout=5_000, **settings)


@check("the cluster is one broker with one healthy partition, and it serves")
async def _() -> None:
    topology = await given.client.topology()
    equal((topology.cluster_size, topology.partitions_count, topology.gateway_version), (1, 1, "8.9.0"))
    [broker] = topology.brokers
    equal((f"{broker.host}:{broker.port}", [part.partition_id for part in broker.partitions]), (GRPC_ADDRESS, [1]))
    equal((await given.client.healthcheck()).status, 1)


@check("a diagram, a decision and a form are deployed together, and answered with keys and versions")
async def _() -> None:
    reply = await given.client.deploy_resource(
        given.folder.file("测量.bpmn", process("survey", task("measure", "measure"))),
        given.folder.file("grading.dmn", DECISION),
        given.folder.file("survey.form", FORM),
    )
    equal([type(each).__name__ for each in reply.deployments],
          ["ProcessMetadata", "DecisionMetadata", "DecisionRequirementsMetadata", "FormMetadata"])
    diagram, decision, requirements, form = reply.deployments
    equal((diagram.bpmn_process_id, diagram.version, diagram.resource_name), ("survey", 1, "测量.bpmn"))
    equal((decision.dmn_decision_id, decision.dmn_decision_name), ("grade", "Grade"))
    equal(decision.decision_requirements_key, requirements.decision_requirements_key)
    equal((form.form_id, form.version), ("survey-form", 1))
    if min(reply.key, diagram.process_definition_key, decision.decision_key, form.form_key) < 2**51:
        raise AssertionError(f"expected keys of partition 1, found {reply!r}")


@check("a diagram that cannot run is refused, and nothing of the deployment stays")
async def _() -> None:
    bad = given.folder.file("bad.bpmn", "<bpmn")
    good = given.folder.file("good.bpmn", process("good", task("a", "a")))
    await refused(ProcessInvalidError, given.client.deploy_resource(good, bad))
    await refused(ProcessDefinitionNotFoundError, given.client.run_process("good"))


@check("a worker with several tasks carries an instance through, and its variables come back")
async def _() -> None:
    await deploy("calc", process("calc", task("double", "double"), task("greet", "greet"), task("note", "note")))
    worker = new_worker()
    seen: list[Job] = []

    @worker.task(task_type="double")
    async def double(amount: float) -> dict[str, float]:
        return {"amount": amount * 2}

    @worker.task(task_type="greet", single_value=True, variable_name="greeting")
    def greet(name: str) -> str:
        return f"{name},您好"

    @worker.task(task_type="note")
    async def note(job: Job) -> None:
        seen.append(job)

    async with working(worker):
        reply = await given.client.run_process_with_result("calc", {"amount": 9.165, "name": "甲"}, timeout=30_000)
    equal(reply.variables, {"amount": 18.33, "name": "甲", "greeting": "甲,您好"})
    equal(reply.process_instance_key, seen[0].process_instance_key)
    equal((seen[0].element_id, seen[0].bpmn_process_id, seen[0].tenant_id), ("note", "calc", "<default>"))


@check("a result is cut to the variables that are asked for, and is not waited for longer than said")
async def _() -> None:
    await deploy("waits", process("waits", task("wait", "never")))
    await refused(ProcessTimeoutError, given.client.run_process_with_result("waits", timeout=50))
    await deploy("empty", process("empty"))
    reply = await given.client.run_process_with_result("empty", {"a": 1, "b": [None, True]}, variables_to_fetch=["b"])
    equal(reply.variables, {"b": [None, True]})


@check("an exception in a task fails the job, which comes back until it succeeds")
async def _() -> None:
    await deploy("flaky", process("flaky", task("try", "flaky", {"limit": "3"})))
    worker = new_worker()
    retries: list[int] = []

    @worker.task(task_type="flaky")
    async def flaky(job: Job) -> dict[str, str]:
        equal(dict(job.custom_headers), {"limit": "3"})
        retries.append(job.retries)
        if job.retries > 1:
            raise RuntimeError("not yet")
        return {"done": "yes"}

    async with working(worker):
        reply = await given.client.run_process_with_result("flaky", timeout=30_000)
    equal((retries, reply.variables), ([3, 2, 1], {"done": "yes"}))


@check("a business error takes the way of its boundary event, with what the handler says")
async def _() -> None:
    caught = (
        '<bpmn:boundaryEvent id="caught" attachedToRef="sign"><bpmn:errorEventDefinition errorRef="refusal" />'
        '</bpmn:boundaryEvent><bpmn:endEvent id="other" />'
        '<bpmn:sequenceFlow id="caught_other" sourceRef="caught" targetRef="other" />'
    )
    roots = '<bpmn:error id="refusal" errorCode="REFUSED" />'
    await deploy("signs", process("signs", task("sign", "sign"), beside=caught, roots=roots))
    worker = new_worker()

    async def handler(error: Exception, job: Job, controller: JobController) -> None:
        if isinstance(error, BusinessError):
            await controller.set_error_status("no", error_code=error.error_code, variables={"why": "房屋面积有误"})

    @worker.task(task_type="sign", exception_handler=handler)
    async def sign() -> dict[str, str]:
        raise BusinessError("REFUSED")

    async with working(worker):
        reply = await given.client.run_process_with_result("signs", timeout=30_000)
    equal(reply.variables, {"why": "房屋面积有误"})


@check("a message finds its instance; a second one with the same id is refused")
async def _() -> None:
    roots = message("signed", "household")
    await deploy("papers", process("papers", message_catch("wait", "household"), roots=roots))
    waiting = asyncio.create_task(given.client.run_process_with_result("papers", {"household": "h1"}, timeout=30_000))
    sent = await given.client.publish_message("signed", "h1", {"by": "户主"}, 60_000, message_id="once")
    await refused(MessageAlreadyExistsError, given.client.publish_message("signed", "h1", {}, 60_000, message_id="once"))
    equal(((await waiting).variables, sent.key > 2**51), ({"household": "h1", "by": "户主"}, True))


@check("a signal starts what listens to it")
async def _() -> None:
    xml = process("hears", task("act", "act"), roots='<bpmn:signal id="signal" name="notice" />').replace(
        '<bpmn:startEvent id="start" />',
        '<bpmn:startEvent id="start"><bpmn:signalEventDefinition signalRef="signal" /></bpmn:startEvent>',
    )
    await deploy("hears", xml)
    await refused(ProcessDefinitionHasNoStartEventError, given.client.run_process("hears"))
    await given.client.broadcast_signal("notice", {"no": 5})
    [job] = await take("act")
    equal(dict(job.variables), {"no": 5})


@check("an instance is canceled once, and its jobs are gone")
async def _() -> None:
    await deploy("stops", process("stops", task("a", "stops")))
    key = (await given.client.run_process("stops")).process_instance_key
    [job] = await take("stops")
    await given.client.cancel_process_instance(key)
    equal(state_of(key), "TERMINATED")
    await refused(ProcessInstanceNotFoundError, given.client.cancel_process_instance(key))
    await refused(JobNotFoundError, given.client.zeebe_adapter.complete_job(job.key, {}))


@check("a job without retries is an incident; with new retries and variables it goes on")
async def _() -> None:
    await deploy("mends", process("mends", task("a", "mends")))
    key = (await given.client.run_process("mends", {"x": 1})).process_instance_key
    [job] = await take("mends")
    await given.client.zeebe_adapter.update_job_timeout(job.key, 120_000)
    await given.client.zeebe_adapter.fail_job(job.key, 0, "坏了", 0, {"tried": True})
    await refused(JobAlreadyDeactivatedError, given.client.zeebe_adapter.complete_job(job.key, {}))
    [incident] = search("incidents", {"processInstanceKey": str(key), "state": "ACTIVE"})
    equal((incident["errorType"], incident["errorMessage"]), ("JOB_NO_RETRIES", "坏了"))
    changed = await raw("SetVariables", message_types.SetVariablesRequest(elementInstanceKey=key, variables='{"x":2}'))
    equal(changed.key > 2**51, True)
    await raw("UpdateJobRetries", message_types.UpdateJobRetriesRequest(jobKey=job.key, retries=2))
    await raw("ResolveIncident", message_types.ResolveIncidentRequest(incidentKey=int(incident["incidentKey"])))
    [again] = await take("mends")
    equal((again.key, again.retries, dict(again.variables)), (job.key, 2, {"x": 2, "tried": True}))
    await given.client.zeebe_adapter.complete_job(again.key, {})
    equal(state_of(key), "COMPLETED")


@check("a decision is evaluated by its id and by its key, and says how it came about")
async def _() -> None:
    reply = await given.client.evaluate_decision(None, "grade", {"points": 61})
    equal((reply.decision_output, reply.failure_message), ("pass", ""))
    [decision] = reply.evaluated_decisions
    [rule] = decision.matched_rules
    equal((rule.rule_id, rule.rule_index, rule.evaluated_outputs[0].output_value), ("passes", 1, "pass"))
    equal([(each.input_name, each.input_value) for each in decision.evaluated_inputs], [("Points", 61)])
    by_key = await given.client.evaluate_decision(reply.decision_key, None, {"points": 2})
    equal(by_key.decision_output, "fail")
    await refused(DecisionNotFoundError, given.client.evaluate_decision(None, "nobody", {}))


@check("an instance is moved by hand, migrated to a new version, and its old definition deleted")
async def _() -> None:
    await deploy("grows", process("grows", task("a", "grow-a"), task("b", "grow-b")))
    created = await given.client.run_process("grows")
    key = created.process_instance_key
    [job] = await take("grow-a")
    modify = message_types.ModifyProcessInstanceRequest
    await raw("ModifyProcessInstance", modify(
        processInstanceKey=key,
        activateInstructions=[modify.ActivateInstruction(elementId="b", ancestorElementInstanceKey=-1)],
        terminateInstructions=[modify.TerminateInstruction(elementInstanceKey=job.element_instance_key)],
    ))
    new = process("grows", task("a", "grow-a"), task("c", "grow-b"))
    [metadata] = (await given.client.deploy_resource(given.folder.file("grows.bpmn", new))).deployments
    migrate = message_types.MigrateProcessInstanceRequest
    await raw("MigrateProcessInstance", migrate(
        processInstanceKey=key,
        migrationPlan=migrate.MigrationPlan(
            targetProcessDefinitionKey=metadata.process_definition_key,
            mappingInstructions=[migrate.MappingInstruction(sourceElementId="b", targetElementId="c")],
        ),
    ))
    [moved] = await take("grow-b")
    equal((moved.element_id, moved.process_definition_version), ("c", 2))
    await given.client.zeebe_adapter.complete_job(moved.key, {})
    equal(state_of(key), "COMPLETED")
    await raw("DeleteResource", message_types.DeleteResourceRequest(resourceKey=created.process_definition_key))


@check("a worker with a stream gets every job once, those before it and those that come")
async def _() -> None:
    await deploy("streams", process("streams", task("a", "streams")))
    before = [(await given.client.run_process("streams", {"n": n})).process_instance_key for n in range(20)]
    worker = new_worker(stream_enabled=True)
    seen: list[int] = []
    done = asyncio.Event()

    @worker.task(task_type="streams", max_running_jobs=100)
    async def work(n: int) -> None:
        seen.append(n)
        if len(seen) == 200:
            done.set()

    async with working(worker):
        after = await asyncio.gather(*(given.client.run_process("streams", {"n": n}) for n in range(20, 200)))
        await done.wait()
    equal(sorted(seen), list(range(200)))
    for key in [*before, *(reply.process_instance_key for reply in after)][::20]:
        equal(state_of(key), "COMPLETED")


@check("what is not there, or cannot be meant, is refused as pyzeebe knows it from Zeebe")
async def _() -> None:
    await refused(ProcessDefinitionNotFoundError, given.client.run_process("nobody"))
    await refused(ProcessDefinitionNotFoundError, given.client.run_process("calc", version=99))
    await refused(InvalidJSONError, given.client.run_process("calc", tenant_id="another"))
    await refused(JobNotFoundError, given.client.zeebe_adapter.complete_job(NOBODY, {}))
    await refused(JobNotFoundError, given.client.zeebe_adapter.fail_job(NOBODY, 1, "", 0, {}))
    await refused(JobNotFoundError, given.client.zeebe_adapter.throw_error(NOBODY, "", {}, "E"))
    error = await refused(UnknownGrpcStatusCodeError, given.client.broadcast_signal(""))
    equal("signalName" in str(error), True)


async def main() -> int:
    logging.getLogger("pyzeebe").setLevel(logging.CRITICAL)  # it prints what tasks of ours raise on purpose
    given.channel = create_insecure_channel(grpc_address=GRPC_ADDRESS)
    given.client = ZeebeClient(given.channel)
    with tempfile.TemporaryDirectory() as path:
        given.folder = Folder(path)
        passed, failed = await run_all()
    await given.channel.close()
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if passed > 0 and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
