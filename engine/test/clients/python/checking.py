"""Runs checks one after the other, says how each went, and counts them."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable, Callable

#: A check that takes longer than this hangs, in seconds.
LONGEST = 60

Check = Callable[[], Awaitable[None]]
checks: list[tuple[str, Check]] = []


def check(says: str) -> Callable[[Check], Check]:
    """Declares a check; ``says`` is the sentence that it proves."""

    def declare(function: Check) -> Check:
        checks.append((says, function))
        return function

    return declare


def equal(found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"expected {expected!r}, found {found!r}")


async def refused(expected: type[Exception], call: Awaitable[object]) -> Exception:
    """The call must fail with this exception, which is answered."""
    try:
        reply = await call
    except expected as error:
        return error
    raise AssertionError(f"expected {expected.__name__}, got the answer {reply!r}")


async def run_all() -> tuple[int, int]:
    """How many checks passed and how many failed."""
    passed = failed = 0
    for says, function in checks:
        try:
            await asyncio.wait_for(function(), LONGEST)
        except Exception:  # whatever went wrong, the others are still checked
            failed += 1
            print(f"✗ {says}\n{traceback.format_exc()}", flush=True)
        else:
            passed += 1
            print(f"✓ {says}", flush=True)
    return passed, failed
