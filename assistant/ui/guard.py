"""Keeps a fault in what Qt calls from ending the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def guarded(override: Callable[P, T]) -> Callable[P, T | None]:
    """For methods that Qt calls while it paints: there an exception can end the process natively.

    The fault goes to `sys.excepthook`, as one from a slot does.
    """

    @wraps(override)
    def call(*args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            return override(*args, **kwargs)
        except Exception as fault:
            sys.excepthook(type(fault), fault, fault.__traceback__)
            return None

    return call
